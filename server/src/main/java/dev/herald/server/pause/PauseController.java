package dev.herald.server.pause;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class PauseController {
  private static final String NODE = "/v1/applications/{application}/nodes/{node}";
  private static final int LONGEST_REASON = 200;

  private final Pauses pauses;
  private final Sources sources;
  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final LaneSettings lanes;
  private final Drains drains;

  PauseController(
      Pauses pauses,
      Drains drains,
      Sources sources,
      Applications applications,
      Nodes nodes,
      Tenants tenants,
      LaneSettings lanes) {
    this.tenants = tenants;
    this.drains = drains;
    this.pauses = pauses;
    this.sources = sources;
    this.applications = applications;
    this.nodes = nodes;
    this.lanes = lanes;
  }

  /**
   * Why something is paused.
   *
   * @param reason for those who wonder; in the trace of what waits
   */
  record PauseOrder(@Nullable String reason) {
    static @Nullable String reason(@Nullable PauseOrder order) {
      String reason = order == null ? null : order.reason;
      if (reason != null && reason.length() > LONGEST_REASON) {
        throw new RequestProblem.Invalid("reason", new FieldFault.TextTooLong(LONGEST_REASON));
      }
      return reason == null || reason.isBlank() ? null : reason;
    }
  }

  /**
   * Whether something is paused.
   *
   * @param kind {@code source}, {@code lane}, {@code application}, {@code tenant} or {@code node}
   * @param key a node's with its application: {@code esop/grant.vested}
   * @param by who paused it; null of a source that was paused before this was written down
   * @param surge what the node sent, where Herald holds it for that
   */
  record PauseView(
      String kind,
      String key,
      boolean paused,
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String reason,
      Pause.@Nullable Surge surge) {
    static PauseView of(Pause pause) {
      return new PauseView(
          pause.kind().word(),
          pause.key(),
          true,
          pause.actor(),
          pause.at(),
          pause.reason(),
          pause.surge());
    }

    static PauseView going(String kind, String key) {
      return new PauseView(kind, key, false, null, null, null, null);
    }

    static PauseView source(String key, ConfiguredSource.@Nullable Pause pause) {
      return pause == null
          ? going("source", key)
          : new PauseView("source", key, true, pause.by(), pause.since(), pause.reason(), null);
    }
  }

  /**
   * How it goes on.
   *
   * @param perMinute how many of those that wait; null: all at once
   */
  record ResumeOrder(@Nullable Integer perMinute) {
    static @Nullable Integer rate(@Nullable ResumeOrder order) {
      return WaitingController.rate(order == null ? null : order.perMinute);
    }
  }

  /**
   * What waited, and goes on at a chosen rate.
   *
   * @param kind as of what was paused; {@code act}: what was held
   * @param left how many wait still, at most 100,000
   * @param seconds until the last one goes
   */
  record DrainView(
      String kind, String key, int perMinute, String by, Instant at, long left, long seconds) {
    static DrainView of(Drains.Drain drain) {
      return new DrainView(
          drain.place().kind().toLowerCase(Locale.ROOT),
          drain.key(),
          drain.perMinute(),
          drain.actor(),
          drain.at(),
          drain.left(),
          drain.left() * 60 / drain.perMinute());
    }
  }

  /** A lane of this process's configuration. */
  record LaneView(String lane, int capacity, boolean paused) {}

  @Requires(Permission.READ)
  @GetMapping("/v1/pauses")
  @Operation(summary = "All that is paused")
  Page<PauseView> list(Caller.Staff caller) {
    Reach reach = caller.reach();
    Stream<PauseView> ofLanesAndNodes =
        pauses.list().stream().filter(pause -> isSeen(pause, reach)).map(PauseView::of);
    Stream<PauseView> ofSources =
        sources.all(reach).stream()
            .filter(ConfiguredSource::paused)
            .map(source -> PauseView.source(source.source().code(), source.pause()));
    return Page.all(Stream.concat(ofLanesAndNodes, ofSources).toList());
  }

  private static boolean isSeen(Pause pause, Reach reach) {
    return switch (pause.kind()) {
      case LANE -> true;
      case APPLICATION -> reach.seesApplication(pause.key());
      case TENANT -> reach.seesTenant(pause.key());
      case NODE -> reach.seesApplication(pause.key().substring(0, pause.key().indexOf('/')));
    };
  }

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/v1/drains")
  @Operation(operationId = "listDrains", summary = "What waited, and goes on at a chosen rate")
  Page<DrainView> drains(Caller.Staff caller) {
    return Page.all(drains.list().stream().map(DrainView::of).toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/lanes")
  @Operation(summary = "The lanes")
  Page<LaneView> lanes(Caller.Staff caller) {
    return Page.all(
        lanes.lanes().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(lane ->
                new LaneView(
                    lane.getKey(),
                    lane.getValue().capacity(),
                    pauses.find(Pause.Kind.LANE, lane.getKey()).isPresent()))
            .toList());
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/sources/{code}/pause")
  @Operation(
      summary = "Send nothing more by a source",
      description = "Messages go by others of its channel, or wait when there is none.")
  PauseView pauseSource(
      Caller.Staff caller,
      @PathVariable String code,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    sources.require(code, caller.reach());
    return PauseView.source(code, sources.pause(code, caller.name(), PauseOrder.reason(order)));
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/sources/{code}/resume")
  @Operation(summary = "Send by a source again")
  @Transactional
  PauseView resumeSource(
      Caller.Staff caller,
      @PathVariable String code,
      @RequestBody(required = false) @Nullable ResumeOrder order) {
    sources.require(code, caller.reach());
    Integer perMinute = ResumeOrder.rate(order);
    UUID id = sources.named(code).orElseThrow().source().id();
    ParkedTasks.Place place = new ParkedTasks.Place(ParkedTasks.SOURCE, id.toString());
    drains.set(place, code, perMinute, caller.name());
    sources.resume(code);
    return PauseView.going("source", code);
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/v1/lanes/{lane}/pause")
  @Operation(summary = "Let a lane's messages wait")
  PauseView pauseLane(
      Caller.Staff caller,
      @PathVariable String lane,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    return pause(Pause.Kind.LANE, known(lane), lane, caller, order);
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/v1/lanes/{lane}/resume")
  @Operation(summary = "Let a lane's messages go")
  PauseView resumeLane(
      Caller.Staff caller,
      @PathVariable String lane,
      @RequestBody(required = false) @Nullable ResumeOrder order) {
    pauses.resume(Pause.Kind.LANE, known(lane), caller.name(), ResumeOrder.rate(order));
    return PauseView.going("lane", lane);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(NODE + "/pause")
  @Operation(summary = "Let a node's messages wait")
  PauseView pauseNode(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    Node found = node(application, node);
    return pause(Pause.Kind.NODE, found.id().toString(), application + "/" + node, caller, order);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(NODE + "/resume")
  @Operation(summary = "Let a node's messages go")
  PauseView resumeNode(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody(required = false) @Nullable ResumeOrder order) {
    pauses.resume(
        Pause.Kind.NODE,
        node(application, node).id().toString(),
        caller.name(),
        ResumeOrder.rate(order));
    return PauseView.going("node", application + "/" + node);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/v1/applications/{application}/pause")
  @Operation(summary = "Let an application's messages wait")
  PauseView pauseApplication(
      Caller.Staff caller,
      @PathVariable String application,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    String target = applications.get(application).id().toString();
    return pause(Pause.Kind.APPLICATION, target, application, caller, order);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/v1/applications/{application}/resume")
  @Operation(summary = "Let an application's messages go")
  PauseView resumeApplication(
      Caller.Staff caller,
      @PathVariable String application,
      @RequestBody(required = false) @Nullable ResumeOrder order) {
    String target = applications.get(application).id().toString();
    pauses.resume(Pause.Kind.APPLICATION, target, caller.name(), ResumeOrder.rate(order));
    return PauseView.going("application", application);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/tenants/{tenant}/pause")
  @Operation(summary = "Let a tenant's messages wait")
  PauseView pauseTenant(
      Caller.Staff caller,
      @PathVariable String tenant,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    String target = tenants.get(tenant).id().toString();
    return pause(Pause.Kind.TENANT, target, tenant, caller, order);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/tenants/{tenant}/resume")
  @Operation(summary = "Let a tenant's messages go")
  PauseView resumeTenant(
      Caller.Staff caller,
      @PathVariable String tenant,
      @RequestBody(required = false) @Nullable ResumeOrder order) {
    String target = tenants.get(tenant).id().toString();
    pauses.resume(Pause.Kind.TENANT, target, caller.name(), ResumeOrder.rate(order));
    return PauseView.going("tenant", tenant);
  }

  private PauseView pause(
      Pause.Kind kind, String target, String key, Caller caller, @Nullable PauseOrder order) {
    String reason = PauseOrder.reason(order);
    return PauseView.of(pauses.pause(kind, target, key, caller.name(), reason));
  }

  private Node node(String application, String node) {
    return nodes.get(applications.get(application).id(), node);
  }

  private String known(String lane) {
    if (!lanes.lanes().containsKey(lane)) {
      throw new RequestProblem.NotFound(Thing.LANE, lane);
    }
    return lane;
  }
}
