package dev.herald.server.search;

import dev.herald.server.task.MessageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One index by which messages can be run through, newest first. What it yields are candidates: a
 * search checks all its conditions on each.
 *
 * @param table that has the index
 * @param id its column of message ids
 * @param condition on the index's first column, against a literal or {@code k.value}
 * @param values that {@code k.value} takes in turn; none: the condition has no such thing
 */
record MessageRun(String table, String id, String condition, List<UUID> values) {
  private static final MessageRun EVERYTHING = new MessageRun("message", "id", "true", List.of());
  private static final MessageRun UNFINISHED = new MessageRun("task", "id", "true", List.of());

  MessageRun {
    values = List.copyOf(values);
  }

  /** Those that lead to what a filter asks for; what is known of few messages comes first. */
  static List<MessageRun> of(MessageFilter filter, BlindKeys keys) {
    List<MessageRun> runs = new ArrayList<>();
    MessageFilter.Sought sought = filter.sought();
    add(runs, "message_variable", "message_id", "key", keys.variables(sought.variables()));
    add(runs, "message", "id", "destination_key", keys.destinations(sought.destinations()));
    add(runs, "message", "id", "recipient_id", List.copyOf(sought.recipientIds()));
    if (filter.state() != null) {
      runs.addAll(byState(filter.state()));
    }
    add(runs, "message", "id", "tenant_id", List.copyOf(filter.whose().tenantIds()));
    add(runs, "message", "id", "node_id", List.copyOf(filter.whose().nodeIds()));
    runs.add(EVERYTHING);
    return runs;
  }

  private static void add(
      List<MessageRun> runs, String table, String id, String column, List<UUID> values) {
    if (!values.isEmpty()) {
      runs.add(new MessageRun(table, id, column + " = k.value", values));
    }
  }

  private static List<MessageRun> byState(MessageState state) {
    return switch (state) {
      case PENDING, SENDING -> List.of(UNFINISHED);
      case FAILED, EXPIRED, CANCELLED, SUPPRESSED, UNKNOWN, UNDELIVERED ->
          List.of(
              new MessageRun("event", "message_id", "state = '%s'".formatted(state), List.of()));
      case SENT, DELIVERED -> List.of();
    };
  }

  UUID[] keys() {
    return values.toArray(UUID[]::new);
  }

  /**
   * At most so many candidates from {@code :least} to before {@code :before}, newest first. The
   * values are {@code :keys}.
   */
  String candidates(int most) {
    return values.isEmpty() ? range(" limit " + most) : merged(range(" limit " + most), most);
  }

  /** The newest id at which one of the values has had its share; no row when none has. */
  String reach(int most) {
    int share = Math.max(1, most / Math.max(1, values.size()));
    String last = range(" offset %d limit 1".formatted(share - 1));
    return values.isEmpty() ? last : merged(last, 1);
  }

  /** An event index may name a message more than once. */
  private String range(String part) {
    return """
    select %5$s %1$s as id from %2$s
    where %3$s and %1$s >= :least and %1$s < :before order by %1$s desc%4$s
    """
        .formatted(id, table, condition, part, table.equals("event") ? "distinct" : "");
  }

  private static String merged(String ofOne, int most) {
    return """
    select found.id from unnest(:keys) as k (value)
    cross join lateral (%s) found order by found.id desc limit %d
    """
        .formatted(ofOne, most);
  }

  /** Turns what people know into the keys that it is found by. */
  interface BlindKeys {
    List<UUID> destinations(Set<String> addresses);

    List<UUID> variables(Set<String> values);
  }
}
