package dev.herald.server.statistics;

import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds what a process counted to what all have. */
@Component
class StatisticsWriter {
  private static final String ADD =
      """
      insert into tally as known (minute, fact, lane, channel, source_id, state, outcome, count,
        latency)
      select minute, fact, lane, channel, source_id, state, outcome, count, cast(latency as bigint[])
      from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[],
        ?::text[], ?::int[], ?::text[])
        as more (minute, fact, lane, channel, source_id, state, outcome, count, latency)
      order by 1, 2, 3, 4, 5, 6, 7
      on conflict (minute, fact, lane, channel, source_id, state, outcome) do update
        set count = known.count + excluded.count,
            latency = case
              when known.latency is null then excluded.latency
              when excluded.latency is null then known.latency
              else array(
                select one + other
                from unnest(known.latency, excluded.latency) with ordinality as x (one, other, n)
                order by n) end
      """;

  private final Transactions transactions;

  StatisticsWriter(Transactions transactions) {
    this.transactions = transactions;
  }

  void add(Map<StatisticsCounter.Cell, StatisticsCounter.Count> counted) {
    transactions.run("add to the tally", connection -> add(connection, counted));
  }

  private static int add(
      Connection connection, Map<StatisticsCounter.Cell, StatisticsCounter.Count> counted)
      throws SQLException {
    List<Map.Entry<StatisticsCounter.Cell, StatisticsCounter.Count>> rows =
        List.copyOf(counted.entrySet());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      return new Columns<>(connection, rows)
          .time(row -> row.getKey().minute())
          .text(row -> row.getKey().fact().name())
          .text(row -> row.getKey().lane())
          .text(row -> row.getKey().channel())
          .uuid(row -> row.getKey().source())
          .text(row -> row.getKey().state())
          .text(row -> row.getKey().outcome())
          .number(row -> Math.toIntExact(row.getValue().count))
          .text(row -> literal(row.getValue().latency))
          .bind(statement)
          .executeUpdate();
    }
  }

  private static @Nullable String literal(long @Nullable [] latency) {
    return latency == null
        ? null
        : Arrays.stream(latency)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",", "{", "}"));
  }
}
