package dev.herald.server.statistics;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.MessageRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds whose the messages are that steps were appended to; many at once, and not as they come. */
@Component
class AppendedRows {
  private static final String WHOSE =
      """
      select m.id, m.application_id, m.node_id, m.tenant_id, m.lane, m.channel, m.due_at,
        last.source_id, sent.at as sent_at
      from unnest(?::uuid[]) as told (id)
      join message m on m.id = told.id
      left join lateral (
        select source_id from event where message_id = m.id and source_id is not null
        order by sequence desc limit 1) last on true
      left join lateral (
        select at from event where message_id = m.id and state = 'SENT'
        order by sequence limit 1) sent on true
      where m.send_limit is distinct from 'STAND_INS'
      """;

  /**
   * @param from acceptance, or the time it was due
   */
  private record Found(
      RollupKey.Whose whose, UUID source, Instant from, @Nullable Instant sentAt) {}

  /** What was counted, and how long it took. */
  record Counts(Map<RollupKey, Long> counts, List<Counted.Reported> reported) {}

  Counts counted(Connection connection, List<Counted.Appended> appended) throws SQLException {
    Map<RollupKey, Long> counts = new HashMap<>();
    List<Counted.Reported> reported = new ArrayList<>();
    if (!appended.isEmpty()) {
      Map<UUID, Found> found = find(connection, appended);
      for (Counted.Appended each : appended) {
        Found of = found.get(each.message());
        if (of != null) {
          counts.merge(key(of, each.event()), 1L, Long::sum);
          if (tells(each.event())) {
            reported.add(reported(of, each.event()));
          }
        }
      }
    }
    return new Counts(counts, reported);
  }

  /** By itself, or asked by a job: what somebody waits for is not appended here. */
  private static boolean tells(TraceEvent event) {
    return event.kind() == TraceEvent.Kind.RECEIPT
        || (event.kind() == TraceEvent.Kind.QUERY
            && (event.state() == MessageState.DELIVERED
                || event.state() == MessageState.UNDELIVERED));
  }

  private static Counted.Reported reported(Found of, TraceEvent event) {
    return new Counted.Reported(
        of.whose,
        of.source,
        event.state() == MessageState.DELIVERED ? Duration.between(of.from, event.at()) : null,
        of.sentAt == null ? null : Duration.between(of.sentAt, event.at()));
  }

  private static Map<UUID, Found> find(Connection connection, List<Counted.Appended> appended)
      throws SQLException {
    Map<UUID, Found> found = new HashMap<>();
    Array ids =
        connection.createArrayOf(
            "uuid", appended.stream().map(Counted.Appended::message).distinct().toArray());
    try (PreparedStatement statement = connection.prepareStatement(WHOSE)) {
      statement.setArray(1, ids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID source = row.getObject("source_id", UUID.class);
          UUID id = row.getObject("id", UUID.class);
          Instant due = MessageRows.instant(row, "due_at");
          found.put(
              id,
              new Found(
                  whose(row),
                  source == null ? RollupKey.NONE : source,
                  due == null ? Ids.madeAt(id) : due,
                  MessageRows.instant(row, "sent_at")));
        }
      }
    }
    return found;
  }

  private static RollupKey.Whose whose(ResultSet row) throws SQLException {
    return new RollupKey.Whose(
        row.getObject("application_id", UUID.class),
        row.getObject("node_id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        row.getString("lane"),
        row.getString("channel"));
  }

  private static RollupKey key(Found of, TraceEvent event) {
    String state = event.state().name();
    return new RollupKey(
        event.at().truncatedTo(ChronoUnit.MINUTES),
        Fact.ENDED,
        of.whose,
        of.source,
        state,
        "",
        StatisticsCounter.reason(state, event));
  }
}
