package dev.herald.server.task.store;

import dev.herald.channel.Fault;
import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.old.OldSentences;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Appends to and reads the {@code event} table. */
public final class EventRows {
  private static final String INSERT =
      """
      insert into event (message_id, sequence, at, kind, state, reason_code, reason_with, attempt,
        source_id, outcome, fault, duration_ms, status, answer, provider_id, next_at, related_id, actor,
        call_id, call_messages)
      select message_id, sequence, at, kind, state, reason_code, reason_with::jsonb, attempt,
        source_id, outcome, fault, duration_ms, status, answer, provider_id, next_at, related_id,
        actor, call_id, call_messages
      from unnest(?::uuid[], ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
        ?::text[], ?::timestamptz[], ?::uuid[], ?::text[], ?::uuid[], ?::int[])
        as told (message_id, sequence, at, kind, state, reason_code, reason_with, attempt,
          source_id, outcome, fault, duration_ms, status, answer, provider_id, next_at, related_id,
          actor, call_id, call_messages)
      """;

  private EventRows() {}

  /** An event at its place in a message's trace. */
  record Placed(UUID messageId, int sequence, TraceEvent event) {}

  static void insert(Connection connection, List<Placed> events) throws SQLException {
    if (!events.isEmpty()) {
      insert(connection, INSERT, events);
    }
  }

  /**
   * @return false: there is an event at its place already
   */
  static boolean append(Connection connection, Placed event) throws SQLException {
    return insert(connection, INSERT + "on conflict do nothing", List.of(event)) == 1;
  }

  /**
   * Appends those at whose places there is no event yet.
   *
   * @return whose
   */
  static Set<UUID> appendAll(Connection connection, List<Placed> events) throws SQLException {
    Set<UUID> appended = new HashSet<>();
    try (PreparedStatement statement =
            connection.prepareStatement(INSERT + "on conflict do nothing returning message_id");
        ResultSet row = bind(connection, statement, events).executeQuery()) {
      while (row.next()) {
        appended.add(row.getObject(1, UUID.class));
      }
    }
    return appended;
  }

  private static int insert(Connection connection, String insert, List<Placed> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      return bind(connection, statement, events).executeUpdate();
    }
  }

  private static PreparedStatement bind(
      Connection connection, PreparedStatement statement, List<Placed> events) throws SQLException {
    return new Columns<>(connection, events)
        .uuid(Placed::messageId)
        .number(Placed::sequence)
        .time(placed -> placed.event.at())
        .text(placed -> placed.event.kind().name())
        .text(placed -> placed.event.state().name())
        .text(placed -> placed.event.reason().code())
        .text(placed -> ReasonJson.write(placed.event.reason()))
        .number(placed -> call(placed, TraceEvent.Call::attempt))
        .uuid(placed -> call(placed, TraceEvent.Call::sourceId))
        .text(placed -> call(placed, TraceEvent.Call::outcome))
        .text(placed -> fault(placed))
        .number(placed -> call(placed, TraceEvent.Call::durationMillis))
        .text(placed -> call(placed, TraceEvent.Call::status))
        .text(placed -> call(placed, TraceEvent.Call::answer))
        .text(placed -> call(placed, TraceEvent.Call::providerId))
        .time(placed -> placed.event.nextAt())
        .uuid(placed -> placed.event.relatedId())
        .text(placed -> placed.event.actor())
        .uuid(placed -> together(placed, TraceEvent.Together::call))
        .number(placed -> together(placed, TraceEvent.Together::messages))
        .bind(statement);
  }

  private static <R> @Nullable R call(Placed placed, Function<TraceEvent.Call, @Nullable R> part) {
    TraceEvent.Call call = placed.event.call();
    return call == null ? null : part.apply(call);
  }

  private static <R> @Nullable R together(Placed placed, Function<TraceEvent.Together, R> part) {
    TraceEvent.Together together = call(placed, TraceEvent.Call::together);
    return together == null ? null : part.apply(together);
  }

  private static TraceEvent.@Nullable Together together(ResultSet row) throws SQLException {
    UUID call = row.getObject("call_id", UUID.class);
    return call == null ? null : new TraceEvent.Together(call, row.getInt("call_messages"));
  }

  private static @Nullable String fault(Placed placed) {
    Fault fault = call(placed, TraceEvent.Call::fault);
    return fault == null ? null : fault.name();
  }

  private static @Nullable Fault fault(ResultSet row) throws SQLException {
    String fault = row.getString("fault");
    return fault == null ? null : Fault.valueOf(fault);
  }

  /** What was written before there were codes is a sentence. */
  private static Reason reason(ResultSet row) throws SQLException {
    String code = row.getString("reason_code");
    return code == null
        ? OldSentences.read(row.getString("reason"))
        : ReasonJson.read(code, row.getString("reason_with"));
  }

  public static TraceEvent read(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new TraceEvent(
        Objects.requireNonNull(MessageRows.instant(row, "at")),
        TraceEvent.Kind.valueOf(row.getString("kind")),
        MessageState.valueOf(row.getString("state")),
        reason(row),
        outcome == null
            ? null
            : new TraceEvent.Call(
                row.getInt("attempt"),
                row.getObject("source_id", UUID.class),
                outcome,
                fault(row),
                row.getInt("duration_ms"),
                row.getString("status"),
                row.getString("answer"),
                row.getString("provider_id"),
                together(row)),
        MessageRows.instant(row, "next_at"),
        row.getObject("related_id", UUID.class),
        row.getString("actor"));
  }
}
