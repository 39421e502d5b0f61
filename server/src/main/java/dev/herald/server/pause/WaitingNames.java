package dev.herald.server.pause;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which part of what waits people mean by codes. */
@Component
class WaitingNames {
  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final LaneSettings lanes;

  WaitingNames(Applications applications, Nodes nodes, Tenants tenants, LaneSettings lanes) {
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.lanes = lanes;
  }

  /** A part by codes; what is null may be anything. */
  record Named(
      @Nullable String application,
      @Nullable String node,
      @Nullable String tenant,
      @Nullable String lane,
      @Nullable String channel) {
    Map<String, String> asMap() {
      Map<String, String> map = new LinkedHashMap<>();
      put(map, "application", application);
      put(map, "node", node);
      put(map, "tenant", tenant);
      put(map, "lane", lane);
      put(map, "channel", channel);
      return map;
    }

    private static void put(Map<String, String> map, String name, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        map.put(name, value.strip());
      }
    }
  }

  WaitingPart part(Named named, FieldErrors errors) {
    Map<String, String> codes = named.asMap();
    UUID application = application(codes.get("application"), errors);
    String lane = codes.get("lane");
    if (lane != null && !lanes.lanes().containsKey(lane)) {
      errors.add("lane", new FieldFault.ThingUnknown(Thing.LANE.word(), lane));
    }
    return new WaitingPart(
        application,
        node(application, codes.get("node"), codes.get("application"), errors),
        tenant(codes.get("tenant"), errors),
        lane,
        codes.get("channel"));
  }

  private @Nullable UUID application(@Nullable String code, FieldErrors errors) {
    if (code == null) {
      return null;
    }
    Optional<Application> found = applications.find(code);
    if (found.isEmpty()) {
      errors.add("application", new FieldFault.ThingUnknown(Thing.APPLICATION.word(), code));
    }
    return found.map(Application::id).orElse(null);
  }

  private @Nullable UUID tenant(@Nullable String code, FieldErrors errors) {
    if (code == null) {
      return null;
    }
    Optional<Tenant> found = tenants.find(code);
    if (found.isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return found.map(Tenant::id).orElse(null);
  }

  private @Nullable UUID node(
      @Nullable UUID application,
      @Nullable String code,
      @Nullable String applicationCode,
      FieldErrors errors) {
    if (code == null) {
      return null;
    }
    if (applicationCode == null) {
      errors.add("application", new FieldFault.FieldMissing());
      return null;
    }
    if (application == null) {
      return null;
    }
    Optional<UUID> found = nodes.find(application, code).map(node -> node.id());
    if (found.isEmpty()) {
      errors.add(
          "node", new FieldFault.ThingUnknown(Thing.NODE.word(), applicationCode + "/" + code));
    }
    return found.orElse(null);
  }

  String application(UUID id) {
    return applications.get(id).code();
  }

  String node(UUID id) {
    return nodes.get(id).code();
  }

  String tenant(UUID id) {
    return tenants.get(id).code();
  }
}
