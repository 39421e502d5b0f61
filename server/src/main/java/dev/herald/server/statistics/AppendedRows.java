package dev.herald.server.statistics;

import dev.herald.server.task.TraceEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds whose the messages are that steps were appended to; many at once, and not as they come. */
@Component
class AppendedRows {
  private static final String WHOSE =
      """
      select m.id, m.application_id, m.node_id, m.tenant_id, m.lane, m.channel, last.source_id
      from unnest(?::uuid[]) as told (id)
      join message m on m.id = told.id
      left join lateral (
        select source_id from event where message_id = m.id and source_id is not null
        order by sequence desc limit 1) last on true
      where m.send_limit is distinct from 'STAND_INS'
      """;

  private record Found(RollupKey.Whose whose, UUID source) {}

  Map<RollupKey, Long> counted(Connection connection, List<Counted.Appended> appended)
      throws SQLException {
    Map<RollupKey, Long> counts = new HashMap<>();
    if (!appended.isEmpty()) {
      Map<UUID, Found> found = find(connection, appended);
      for (Counted.Appended each : appended) {
        Found of = found.get(each.message());
        if (of != null) {
          counts.merge(key(of, each.event()), 1L, Long::sum);
        }
      }
    }
    return counts;
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
          found.put(
              row.getObject("id", UUID.class),
              new Found(whose(row), source == null ? RollupKey.NONE : source));
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
