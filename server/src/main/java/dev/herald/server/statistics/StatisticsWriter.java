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
import org.springframework.stereotype.Component;

/** Adds what a process counted to what all have. */
@Component
class StatisticsWriter {
  private static final String ADD =
      """
      insert into rollup as known (grain, start, fact, application_id, node_id, tenant_id, lane,
        channel, source_id, state, outcome, reason, count)
      select grain, date_trunc(lower(grain), minute, 'UTC'), fact, application_id, node_id,
        tenant_id, lane, channel, source_id, state, outcome, reason, sum(count)
      from unnest(?::timestamptz[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[],
          ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::int[])
        as more (minute, fact, application_id, node_id, tenant_id, lane, channel, source_id, state,
          outcome, reason, count)
      cross join unnest(array['MINUTE', 'HOUR', 'DAY']) as grain
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      on conflict (grain, start, fact, application_id, node_id, tenant_id, lane, channel, source_id,
        state, outcome, reason) do update set count = known.count + excluded.count
      """;
  private static final String ADD_OF_ALL =
      """
      insert into rollup_of_all as known (grain, start, fact, channel, source_id, state, outcome,
        reason, count)
      select grain, date_trunc(lower(grain), minute, 'UTC'), fact, channel, source_id, state,
        outcome, reason, sum(count)
      from unnest(?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[],
          ?::text[], ?::int[])
        as more (minute, fact, channel, source_id, state, outcome, reason, count)
      cross join unnest(array['MINUTE', 'HOUR']) as grain
      group by 1, 2, 3, 4, 5, 6, 7, 8
      order by 1, 2, 3, 4, 5, 6, 7, 8
      on conflict (grain, start, fact, channel, source_id, state, outcome, reason)
        do update set count = known.count + excluded.count
      """;
  private static final String ADD_LATENCIES =
      """
      insert into tally as known (minute, fact, lane, channel, source_id, state, outcome, count,
        latency)
      select minute, 'ENDED', lane, channel, source_id, 'SENT', '', 0, cast(latency as bigint[])
      from unnest(?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::text[])
        as more (minute, lane, channel, source_id, latency)
      order by 1, 3, 4, 5
      on conflict (minute, fact, lane, channel, source_id, state, outcome) do update
        set latency = case
              when known.latency is null then excluded.latency
              else array(
                select one + other
                from unnest(known.latency, excluded.latency) with ordinality as x (one, other, n)
                order by n) end
      """;

  private final Transactions transactions;
  private final AppendedRows appended;

  StatisticsWriter(Transactions transactions, AppendedRows appended) {
    this.transactions = transactions;
    this.appended = appended;
  }

  /**
   * @return all that was added, what was appended included
   */
  Counted add(Counted counted) {
    return transactions.run("add to the statistics", connection -> add(connection, counted));
  }

  private Counted add(Connection connection, Counted counted) throws SQLException {
    AppendedRows.Counts more = appended.counted(connection, counted.appended());
    Counted all = counted.with(more.counts(), more.reported());
    List<Map.Entry<RollupKey, Long>> counts = List.copyOf(all.counts().entrySet());
    if (!counts.isEmpty()) {
      addCounts(connection, counts);
      addOfAll(connection, counts);
    }
    addLatencies(connection, List.copyOf(all.latencies().entrySet()));
    return all;
  }

  private static void addCounts(Connection connection, List<Map.Entry<RollupKey, Long>> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      new Columns<>(connection, rows)
          .time(row -> row.getKey().minute())
          .text(row -> row.getKey().fact().name())
          .uuid(row -> row.getKey().whose().application())
          .uuid(row -> row.getKey().whose().node())
          .uuid(row -> row.getKey().whose().tenant())
          .text(row -> row.getKey().whose().lane())
          .text(row -> row.getKey().whose().channel())
          .uuid(row -> row.getKey().source())
          .text(row -> row.getKey().state())
          .text(row -> row.getKey().outcome())
          .text(row -> row.getKey().reason())
          .number(row -> Math.toIntExact(row.getValue()))
          .bind(statement)
          .executeUpdate();
    }
  }

  private static void addOfAll(Connection connection, List<Map.Entry<RollupKey, Long>> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_OF_ALL)) {
      new Columns<>(connection, rows)
          .time(row -> row.getKey().minute())
          .text(row -> row.getKey().fact().name())
          .text(row -> row.getKey().whose().channel())
          .uuid(row -> row.getKey().source())
          .text(row -> row.getKey().state())
          .text(row -> row.getKey().outcome())
          .text(row -> row.getKey().reason())
          .number(row -> Math.toIntExact(row.getValue()))
          .bind(statement)
          .executeUpdate();
    }
  }

  private static void addLatencies(
      Connection connection, List<Map.Entry<Counted.LatencyKey, long[]>> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD_LATENCIES)) {
      new Columns<>(connection, rows)
          .time(row -> row.getKey().minute())
          .text(row -> row.getKey().lane())
          .text(row -> row.getKey().channel())
          .uuid(row -> row.getKey().source())
          .text(row -> literal(row.getValue()))
          .bind(statement)
          .executeUpdate();
    }
  }

  private static String literal(long[] latency) {
    return Arrays.stream(latency)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
