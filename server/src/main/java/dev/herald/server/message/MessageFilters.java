package dev.herald.server.message;

import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.source.Sources;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.MessageState;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the query of a message list and names everything in it that makes no sense. */
@Component
public class MessageFilters {
  private static final Set<String> NAMES =
      Set.of(
          "destination",
          "recipient",
          "name",
          "application",
          "node",
          "tenant",
          "channel",
          "lane",
          "variable",
          "reference",
          "sought",
          "source",
          "reason",
          "requestedBy",
          "state",
          "from",
          "to",
          "cursor",
          "limit");
  private static final UUID NOBODY = new UUID(0, 0);

  private final Applications applications;
  private final Tenants tenants;
  private final Recipients recipients;
  private final Nodes nodes;
  private final Sources sources;
  private final MessageReach reach;
  private final SoughtHandles handles;

  MessageFilters(
      Applications applications,
      Tenants tenants,
      Recipients recipients,
      Nodes nodes,
      Sources sources,
      MessageReach reach,
      SoughtHandles handles) {
    this.applications = applications;
    this.tenants = tenants;
    this.recipients = recipients;
    this.nodes = nodes;
    this.sources = sources;
    this.reach = reach;
    this.handles = handles;
  }

  public record Query(MessageFilter filter, int size) {}

  /** The query with what its handle stands for in the handle's place. */
  public Map<String, String> opened(Map<String, String> query) {
    FieldErrors errors = new FieldErrors();
    Map<String, String> opened = opened(query, errors);
    errors.throwIfAny();
    return opened;
  }

  private Map<String, String> opened(Map<String, String> query, FieldErrors errors) {
    String handle = query.get("sought");
    if (handle == null) {
      return query;
    }
    Map<String, String> opened = new HashMap<>(query);
    opened.remove("sought");
    handles
        .open(handle)
        .ifPresentOrElse(
            opened::putAll, () -> errors.add("sought", new SubmissionFault.SoughtExpired()));
    return opened;
  }

  public Query read(Caller caller, Map<String, String> given) {
    FieldErrors errors = new FieldErrors();
    Map<String, String> query = opened(given, errors);
    for (String name : query.keySet()) {
      if (!NAMES.contains(name)) {
        errors.add(name, Spelling.unknown(Thing.FILTER, name, NAMES.stream().sorted().toList()));
      }
    }
    MessageFilter filter = filter(caller, query, errors);
    int size = size(query.get("limit"), errors);
    errors.throwIfAny();
    return new Query(filter, size);
  }

  private MessageFilter filter(Caller caller, Map<String, String> query, FieldErrors errors) {
    MessageFilter.Whose seen = reach.of(caller);
    Application application = application(caller, query.get("application"), errors);
    String tenantCode = query.get("tenant");
    Tenant tenant = tenant(caller, tenantCode, errors);
    String variable = query.get("variable");
    return new MessageFilter(
        new MessageFilter.Whose(
            application == null ? seen.applicationIds() : Set.of(application.id()),
            application == null && !query.containsKey("node")
                ? seen.nodeIds()
                : nodes(application, query.get("node"), errors),
            tenants(seen, tenantCode, tenant),
            seen.limit()),
        new MessageFilter.Sought(
            among(
                recipients(tenantCode, tenant, query.get("recipient"), errors),
                named(caller, seen, tenant, query.get("name"))),
            destinations(tenant, query.get("destination")),
            variable == null ? Set.of() : VariableSchema.sought(variable),
            references(query.get("reference"))),
        query.get("channel"),
        query.get("lane"),
        states(query.get("state"), errors),
        new MessageFilter.Course(
            sources(caller, query.get("source"), errors),
            query.get("reason"),
            query.get("requestedBy")),
        new MessageFilter.Span(
            time("from", query.get("from"), errors),
            time("to", query.get("to"), errors),
            before(query.get("cursor"), errors)));
  }

  private @Nullable Application application(
      Caller caller, @Nullable String code, FieldErrors errors) {
    return switch (caller) {
      case Caller.OfApplication(Application own, _) -> {
        if (code != null && !code.equals(own.code())) {
          errors.add("application", new SubmissionFault.ApplicationImplied());
        }
        yield own;
      }
      case Caller.OfRecipient _ -> null;
      case Caller.Staff staff -> {
        if (code == null) {
          yield null;
        }
        var found = applications.find(code).filter(_ -> staff.reach().seesApplication(code));
        if (found.isEmpty()) {
          errors.add("application", new FieldFault.ThingUnknown(Thing.APPLICATION.word(), code));
        }
        yield found.orElse(null);
      }
    };
  }

  /**
   * To an application's key a tenant that there is not looks like one that it sent nothing to.
   *
   * @return null when none is named, or none is there
   */
  private @Nullable Tenant tenant(Caller caller, @Nullable String code, FieldErrors errors) {
    if (code == null) {
      return null;
    }
    var found = tenants.find(code).filter(tenant -> reach.coversTenant(caller, tenant.id()));
    if (found.isEmpty() && caller instanceof Caller.Staff) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return found.orElse(null);
  }

  /** As with tenants, a key's holder is not told which there are. */
  private Set<UUID> sources(Caller caller, @Nullable String code, FieldErrors errors) {
    if (code == null) {
      return Set.of();
    }
    var found =
        sources.all(caller.reach()).stream()
            .filter(each -> each.source().code().equals(code))
            .findAny();
    if (found.isEmpty() && caller instanceof Caller.Staff) {
      errors.add("source", new FieldFault.ThingUnknown(Thing.SOURCE.word(), code));
    }
    return Set.of(found.map(each -> each.source().id()).orElse(NOBODY));
  }

  private static Set<UUID> tenants(
      MessageFilter.Whose seen, @Nullable String code, @Nullable Tenant found) {
    if (code == null) {
      return seen.tenantIds();
    }
    return Set.of(found == null ? NOBODY : found.id());
  }

  /** The one that is named, or all of the application's: messages are indexed by their nodes. */
  private Set<UUID> nodes(
      @Nullable Application application, @Nullable String code, FieldErrors errors) {
    if (code == null) {
      return application == null ? Set.of() : reach.nodesOf(Set.of(application.id()));
    }
    if (application == null) {
      errors.add("node", new SubmissionFault.NodeNeedsApplication());
      return Set.of();
    }
    var found = nodes.find(application.id(), code).map(Node::id);
    if (found.isEmpty()) {
      errors.add("node", new SubmissionFault.NodeUnknown(application.code(), code));
    }
    return found.map(Set::of).orElse(Set.of());
  }

  private Set<UUID> recipients(
      @Nullable String tenantCode,
      @Nullable Tenant tenant,
      @Nullable String code,
      FieldErrors errors) {
    if (code == null) {
      return Set.of();
    }
    if (tenantCode == null) {
      errors.add("recipient", new SubmissionFault.RecipientNeedsTenant());
      return Set.of();
    }
    var found = tenant == null ? null : recipients.find(tenant.id(), List.of(code)).get(code);
    return Set.of(found == null ? NOBODY : found.id());
  }

  /** Those of a whole name, whom only staff know by it; null: no name is asked for. */
  private @Nullable Set<UUID> named(
      Caller caller,
      MessageFilter.Whose seen,
      @Nullable Tenant tenant,
      @Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (caller) {
      case Caller.OfApplication _, Caller.OfRecipient _ -> Set.of();
      case Caller.Staff _ ->
          recipients
              .named(name.strip(), tenant == null ? seen.tenantIds() : Set.of(tenant.id()))
              .stream()
              .map(Recipient::id)
              .collect(Collectors.toSet());
    };
  }

  private static Set<UUID> among(Set<UUID> recipients, @Nullable Set<UUID> named) {
    if (named == null) {
      return recipients;
    }
    Set<UUID> both = new HashSet<>(named);
    if (!recipients.isEmpty()) {
      both.retainAll(recipients);
    }
    return both.isEmpty() ? Set.of(NOBODY) : both;
  }

  /** The forms that an address may be kept in: as it is, and as each kind of address. */
  private static Set<String> destinations(@Nullable Tenant tenant, @Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return Set.of();
    }
    Locale locale = tenant == null ? Locale.SIMPLIFIED_CHINESE : tenant.locale();
    Set<String> forms = new HashSet<>(new Destination(Kind.USER, raw.strip()).sought());
    for (String text : PlainPlus.readings(raw)) {
      for (Kind kind : List.of(Kind.EMAIL, Kind.PHONE, Kind.URL)) {
        if (Addresses.parse(kind, text, locale)
            instanceof Addresses.Parsed.Right(Destination right)) {
          forms.addAll(right.sought());
        }
      }
    }
    return forms;
  }

  private static Set<String> references(@Nullable String reference) {
    return reference == null ? Set.of() : Set.of(CallerMarks.normal(reference));
  }

  /** Names with commas between them; any of them. */
  private static Set<MessageState> states(@Nullable String names, FieldErrors errors) {
    Set<MessageState> states = EnumSet.noneOf(MessageState.class);
    for (String name : names == null ? new String[0] : names.split(",", -1)) {
      try {
        states.add(MessageState.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        errors.add(
            "state",
            new FieldFault.ChoiceWrong(
                Arrays.stream(MessageState.values()).map(Enum::name).toList()));
      }
    }
    return states;
  }

  private static @Nullable Instant time(String field, @Nullable String text, FieldErrors errors) {
    return Moments.ofQuery(field, text, errors);
  }

  private static @Nullable UUID before(@Nullable String cursor, FieldErrors errors) {
    String position = Page.position(cursor);
    if (position.isEmpty()) {
      return null;
    }
    try {
      return UUID.fromString(position);
    } catch (IllegalArgumentException e) {
      errors.add("cursor", new FieldFault.CursorForeign());
      return null;
    }
  }

  private static int size(@Nullable String limit, FieldErrors errors) {
    try {
      return Page.size(limit == null ? null : Integer.valueOf(limit));
    } catch (NumberFormatException e) {
      errors.add("limit", new FieldFault.NumberOutOfRange(1, 1_000));
      return 1;
    }
  }
}
