package dev.herald.server.search;

import dev.herald.server.task.MessageState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One index by which messages can be run through, newest first. What it yields are candidates: a
 * search checks all its conditions on each.
 *
 * @param table that has the index
 * @param id its column of message ids
 * @param conditions on the index's first column, any of them: several against literals, or one
 *     against a literal or {@code k.value}
 * @param values that {@code k.value} takes in turn; none: the condition has no such thing
 */
record MessageRun(String table, String id, List<String> conditions, List<UUID> values) {
  private static final MessageRun EVERYTHING =
      new MessageRun("message", "id", List.of("true"), List.of());
  private static final MessageRun UNFINISHED =
      new MessageRun("task", "id", List.of("true"), List.of());
  private static final Set<MessageState> UNDECIDED =
      EnumSet.of(MessageState.PENDING, MessageState.SENDING);

  /** Those that the index of events has. */
  private static final Set<MessageState> TROUBLE =
      EnumSet.of(
          MessageState.FAILED,
          MessageState.EXPIRED,
          MessageState.CANCELLED,
          MessageState.SUPPRESSED,
          MessageState.UNKNOWN,
          MessageState.UNDELIVERED);

  MessageRun {
    conditions = List.copyOf(conditions);
    values = List.copyOf(values);
  }

  /** Those that lead to what a filter asks for; what is known of few messages comes first. */
  static List<MessageRun> of(MessageFilter filter, BlindKeys keys) {
    List<MessageRun> runs = new ArrayList<>();
    MessageFilter.Sought sought = filter.sought();
    add(runs, "message_variable", "message_id", "key", keys.variables(sought.variables()));
    add(runs, "message", "id", "destination_key", keys.destinations(sought.destinations()));
    add(runs, "message", "id", "recipient_id", List.copyOf(sought.recipientIds()));
    add(runs, "message", "id", "reference_key", keys.references(sought.references()));
    runs.addAll(byStates(filter.states()));
    add(runs, "message", "id", "tenant_id", List.copyOf(filter.whose().tenantIds()));
    add(runs, "message", "id", "node_id", List.copyOf(filter.whose().nodeIds()));
    runs.add(EVERYTHING);
    return runs;
  }

  private static void add(
      List<MessageRun> runs, String table, String id, String column, List<UUID> values) {
    if (!values.isEmpty()) {
      runs.add(new MessageRun(table, id, List.of(column + " = k.value"), values));
    }
  }

  /** One run for all of them, if there is an index that has them all. */
  private static List<MessageRun> byStates(Set<MessageState> states) {
    if (states.isEmpty()) {
      return List.of();
    }
    if (UNDECIDED.containsAll(states)) {
      return List.of(UNFINISHED);
    }
    return TROUBLE.containsAll(states)
        ? List.of(
            new MessageRun(
                "event",
                "message_id",
                states.stream().sorted().map("state = '%s'"::formatted).toList(),
                List.of()))
        : List.of();
  }

  /** As a list of SQL, in a stable order. */
  static String quoted(Set<MessageState> states) {
    return states.stream()
        .sorted()
        .map("'%s'"::formatted)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  UUID[] keys() {
    return values.toArray(UUID[]::new);
  }

  /**
   * At most so many candidates from {@code :least} to before {@code :before}, newest first. The
   * values are {@code :keys}.
   */
  String candidates(int most) {
    return merged(" limit " + most, most);
  }

  /** The newest id at which one of the values has had its share; no row when none has. */
  String reach(int most) {
    int share = Math.max(1, most / Math.max(1, Math.max(values.size(), conditions.size())));
    return merged(" offset %d limit 1".formatted(share - 1), 1);
  }

  private String merged(String part, int most) {
    List<String> ranges = conditions.stream().map(each -> range(each, part)).toList();
    if (!values.isEmpty()) {
      return """
      select found.id from unnest(:keys) as k (value)
      cross join lateral (%s) found order by found.id desc limit %d
      """
          .formatted(ranges.getFirst(), most);
    }
    return ranges.size() == 1
        ? ranges.getFirst()
        : "select distinct id from (%s) found order by id desc limit %d"
            .formatted(
                ranges.stream().map("(%s)"::formatted).collect(Collectors.joining(" union all ")),
                most);
  }

  /** An event index may name a message more than once. */
  private String range(String condition, String part) {
    return """
    select %5$s %1$s as id from %2$s
    where %3$s and %1$s >= :least and %1$s < :before order by %1$s desc%4$s
    """
        .formatted(id, table, condition, part, table.equals("event") ? "distinct" : "");
  }

  /** Turns what people know into the keys that it is found by. */
  interface BlindKeys {
    List<UUID> destinations(Set<String> addresses);

    List<UUID> variables(Set<String> values);

    List<UUID> references(Set<String> references);
  }
}
