package dev.herald.server.task;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes the tally down every two seconds, and once more at the end. */
@Component
class TallyClock implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TallyClock.class);
  private static final int SECONDS = 2;
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

  private final Tally tally;
  private final Transactions transactions;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tally").daemon().factory());
  private volatile boolean running;

  TallyClock(Tally tally, Transactions transactions) {
    this.tally = tally;
    this.transactions = transactions;
  }

  void write() {
    Map<Tally.Cell, Tally.Count> taken = tally.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      transactions.run("add to the tally", connection -> add(connection, taken));
    } catch (RuntimeException failed) {
      tally.giveBack(taken);
      log.warn("Statistics could not be written, trying again: {}", failed.toString());
    }
  }

  private static int add(Connection connection, Map<Tally.Cell, Tally.Count> taken)
      throws SQLException {
    List<Map.Entry<Tally.Cell, Tally.Count>> rows = List.copyOf(taken.entrySet());
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

  @Override
  public void start() {
    running = true;
    clock.scheduleWithFixedDelay(this::write, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    clock.shutdown();
    write();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the lanes did. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 90_000;
  }
}
