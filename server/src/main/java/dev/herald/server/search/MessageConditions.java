package dev.herald.server.search;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter's conditions on a message {@code m}, its task {@code t} and latest event {@code e}. */
final class MessageConditions {
  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  /** The code of the latest event, or of what is behind it: as the statistics count reasons. */
  private static final String WHY =
      """
      (select coalesce(x.reason_with #>> '{why,parameters,why,parameters,why,code}',
          x.reason_with #>> '{why,parameters,why,code}', x.reason_with #>> '{why,code}',
          x.reason_code)
        from event x where x.message_id = m.id and x.kind <> 'REPLY'
          and x.reason_code is distinct from 'FEED_LEASED'
        order by x.sequence desc limit 1)
      """;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  private final Set<MessageState> states;

  MessageConditions(MessageFilter filter, MessageRun.BlindKeys keys) {
    MessageFilter.Whose whose = filter.whose();
    MessageFilter.Sought sought = filter.sought();
    among("application_id", whose.applicationIds());
    among("node_id", whose.nodeIds());
    among("tenant_id", whose.tenantIds());
    among("recipient_id", sought.recipientIds());
    among("destination_key", keys.destinations(sought.destinations()));
    among("reference_key", keys.references(sought.references()));
    equal("m.channel", "channel", filter.channel());
    equal("m.lane", "lane", filter.lane());
    equal("m.send_limit", "limit", whose.limit() == null ? null : whose.limit().name());
    equal("m.requested_by", "requestedBy", filter.course().requestedBy());
    equal(WHY, "reason", filter.course().reason());
    if (!filter.course().sourceIds().isEmpty()) {
      conditions.add(
          """
          exists (select from event x where x.message_id = m.id and x.source_id = any (:source))
          """);
      parameters.put("source", filter.course().sourceIds().toArray(UUID[]::new));
    }
    if (!sought.variables().isEmpty()) {
      conditions.add(
          """
          exists (select from message_variable v where v.message_id = m.id and v.key = any (:variable))
          """);
      parameters.put("variable", keys.variables(sought.variables()).toArray(UUID[]::new));
    }
    this.states = filter.states();
    parameters.put("least", filter.span().from() == null ? FIRST : id(filter.span().from()));
    parameters.put("before", before(filter.span()));
  }

  private static UUID id(@Nullable Instant time) {
    return Ids.first(Objects.requireNonNull(time));
  }

  private static UUID before(MessageFilter.Span span) {
    UUID to = span.to() == null ? LAST : id(span.to());
    UUID before = span.before() == null ? LAST : span.before();
    return to.toString().compareTo(before.toString()) < 0 ? to : before;
  }

  private void among(String column, Collection<UUID> values) {
    if (!values.isEmpty()) {
      conditions.add("m.%s = any (:%s)".formatted(column, column));
      parameters.put(column, values.toArray(UUID[]::new));
    }
  }

  private void equal(String expression, String name, @Nullable String value) {
    if (value != null) {
      conditions.add("%s = :%s".formatted(expression, name));
      parameters.put(name, value);
    }
  }

  /** Those of the conditions, and {@code :least} and {@code :before}, which bound the ids. */
  Map<String, Object> parameters() {
    return parameters;
  }

  String where() {
    List<String> all = new ArrayList<>(conditions);
    if (!states.isEmpty()) {
      all.add("coalesce(t.state, e.state, 'PENDING') in " + MessageRun.quoted(states));
    }
    return all.isEmpty() ? "" : "where " + String.join(" and ", all);
  }

  /** A join that looks up which of them fit, whatever their state; nothing when all do. */
  String joined(String ids) {
    return conditions.isEmpty()
        ? ""
        : "cross join lateral (select from message m where m.id = %s.id and %s offset 0) fits"
            .formatted(ids, String.join(" and ", conditions));
  }
}
