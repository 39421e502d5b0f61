package dev.herald.server.message;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.SendLimit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which messages a caller may see. Those of others are not there for it. */
@Component
public class MessageReach {
  /** Of no application, node or tenant: an empty set would stand for any. */
  private static final Set<UUID> NOBODY = Set.of(new UUID(0, 0));

  private final Messages messages;
  private final Applications applications;
  private final Tenants tenants;
  private final Nodes nodes;

  MessageReach(Messages messages, Applications applications, Tenants tenants, Nodes nodes) {
    this.messages = messages;
    this.applications = applications;
    this.tenants = tenants;
    this.nodes = nodes;
  }

  /**
   * @return without how many wait before it, where those are not all the caller's to see
   * @throws RequestProblem.NotFound when there is none, or it is not the caller's to see
   */
  public MessageRecord message(Caller caller, UUID id) {
    return messages
        .find(id)
        .filter(found -> covers(caller, found.message()))
        .map(found -> seesLine(caller) ? found : found.withoutOthers())
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.MESSAGE, id));
  }

  boolean covers(Caller caller, NewMessage message) {
    MessageFilter.Whose whose = of(caller);
    return seesMode(whose.limit(), message.context().limit())
        && takesIn(whose.applicationIds(), message.ownership().applicationId())
        && takesIn(whose.tenantIds(), message.ownership().tenantId());
  }

  private static boolean seesMode(SendLimit.@Nullable Kind alone, @Nullable SendLimit limit) {
    return alone == null || (limit != null && limit.kind() == alone);
  }

  private static boolean takesIn(Set<UUID> ids, UUID id) {
    return ids.isEmpty() || ids.contains(id);
  }

  /**
   * Whether the caller may know of all messages of a tenant on a channel, which wait in one line.
   */
  private static boolean seesLine(Caller caller) {
    return caller instanceof Caller.Staff staff && staff.reach().spans(Reach.Limit.APPLICATIONS);
  }

  /** The languages of the tenants that there are for the caller, and so their countries. */
  Collection<Locale> locales(Caller caller) {
    Set<UUID> tenantIds = of(caller).tenantIds();
    return tenantIds.isEmpty()
        ? tenants.locales()
        : tenants.list().stream()
            .filter(tenant -> tenantIds.contains(tenant.id()))
            .map(Tenant::locale)
            .collect(Collectors.toSet());
  }

  /** In which times are told that nobody gave a zone for. */
  ZoneId zone(Caller caller) {
    Set<UUID> tenantIds = of(caller).tenantIds();
    List<Tenant> own =
        tenants.list().stream()
            .filter(tenant -> tenantIds.isEmpty() || tenantIds.contains(tenant.id()))
            .limit(2)
            .toList();
    return own.size() == 1 && caller instanceof Caller.Staff
        ? own.getFirst().zone()
        : ZoneOffset.UTC;
  }

  /** Whether a person of this tenant is there for the caller. */
  boolean coversTenant(Caller caller, UUID tenantId) {
    return switch (caller) {
      case Caller.OfApplication _ -> true;
      case Caller.OfRecipient _ -> false;
      case Caller.Staff staff -> staff.reach().seesTenant(tenants.get(tenantId).code());
    };
  }

  MessageFilter.Whose of(Caller caller) {
    return switch (caller) {
      case Caller.OfApplication(var application, _) ->
          new MessageFilter.Whose(
              Set.of(application.id()), Set.of(), Set.of(), SendModes.seenBy(caller));
      case Caller.OfRecipient _ -> within(caller.reach());
      case Caller.Staff staff -> within(staff.reach());
    };
  }

  private MessageFilter.Whose within(Reach reach) {
    Set<UUID> applicationIds =
        ids(
            reach.applications(),
            code -> applications.find(code).map(found -> found.id()).stream());
    return new MessageFilter.Whose(
        applicationIds,
        reach.applications() == null ? Set.of() : nodesOf(applicationIds),
        ids(reach.tenants(), code -> tenants.find(code).map(Tenant::id).stream()));
  }

  /** Messages are indexed by their nodes. */
  Set<UUID> nodesOf(Set<UUID> applicationIds) {
    Set<UUID> all =
        applicationIds.stream()
            .flatMap(id -> nodes.list(id).stream())
            .map(Node::id)
            .collect(Collectors.toSet());
    return all.isEmpty() ? NOBODY : all;
  }

  private static Set<UUID> ids(
      @Nullable Collection<String> codes, Function<String, Stream<UUID>> known) {
    if (codes == null) {
      return Set.of();
    }
    Set<UUID> ids = codes.stream().flatMap(known).collect(Collectors.toSet());
    return ids.isEmpty() ? NOBODY : ids;
  }
}
