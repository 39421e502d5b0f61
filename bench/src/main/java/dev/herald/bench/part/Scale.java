package dev.herald.bench.part;

import dev.herald.bench.herald.Backlog;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Section;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one message costs when ten thousand, a million and ten million others wait for their time,
 * with a transaction held open, and on demand when a hundred million are kept; how long it takes to
 * find one; and how long to drop a day of ten million.
 */
final class Scale implements Part {
  private static final List<Integer> WAITING = List.of(10_000, 1_000_000, 10_000_000);
  private static final int KEPT = 100_000_000;
  private static final int MESSAGES = 50_000;
  private static final int CONNECTIONS = 64;
  private static final int LOOKUPS = 200;

  @Override
  public Findings run(Stage stage) {
    List<Figure> costs = new ArrayList<>();
    List<Figure> all = new ArrayList<>();
    Map<String, Double> named = new LinkedHashMap<>();
    List<Section> profiles;
    try (Served served = Served.start(stage, List.of())) {
      Passage passage = served.passage();
      Rounds rounds = served.rounds(stage);
      int messages = stage.effort().size(MESSAGES);
      passage.of(messages, CONNECTIONS, Pace.SINGLE);
      Backlog backlog = new Backlog(served.database());
      for (int full : WAITING) {
        int waiting = stage.effort().size(full);
        backlog.waiting(waiting);
        costs.add(measure(rounds, passage, messages, "%,d waiting".formatted(waiting)));
        all.add(costs.getLast());
        all.addAll(lookups(served, "%,d waiting".formatted(waiting)));
      }
      all.add(held(served, rounds, passage, messages));
      if (stage.effort().largest()) {
        backlog.kept(KEPT);
        all.add(measure(rounds, passage, messages, "%,d kept".formatted(KEPT)));
        all.addAll(lookups(served, "%,d kept".formatted(KEPT)));
      }
      double ratio = cpu(costs.getLast()) / cpu(costs.getFirst());
      all.add(Figure.of("CPU of a message, most waiting to fewest", "of 1", ratio));
      named.put("waitingCostRatio", ratio);
      profiles = rounds.profiles();
    }
    DayDropped day = DayDropped.measure(stage);
    all.addAll(day.figures());
    named.putAll(day.named());
    return new Findings("scale", all, named, List.of(DayDropped.note()), profiles);
  }

  private static Figure measure(Rounds rounds, Passage passage, int messages, String when) {
    return rounds.measure(when, () -> passage.of(messages, CONNECTIONS, Pace.SINGLE));
  }

  private static double cpu(Figure figure) {
    return Objects.requireNonNull(figure.cost()).totalCpuMicros();
  }

  /** Nothing that is deleted meanwhile can be cleared away. */
  private static Figure held(Served served, Rounds rounds, Passage passage, int messages) {
    try (Connection idle = served.database().connect()) {
      idle.setAutoCommit(false);
      idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      idle.createStatement().execute("select pg_current_xact_id()");
      Figure figure = measure(rounds, passage, messages, "a transaction held open besides");
      idle.rollback();
      return figure;
    } catch (SQLException failure) {
      throw new BenchFailure("the idle transaction did not hold: " + failure.getMessage());
    }
  }

  private static List<Figure> lookups(Served served, String when) {
    List<String> ids =
        served
            .database()
            .texts("select message_id::text from event order by message_id desc limit " + LOOKUPS);
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      addresses.add("/v1/messages?destination=" + encoded("+86138%08d".formatted(i)));
    }
    return List.of(
        find(
            served, "find by id, p99, " + when, ids.stream().map("/v1/messages/"::concat).toList()),
        find(served, "find by address, p99, " + when, addresses));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Figure find(Served served, String name, List<String> paths) {
    long[] micros = new long[paths.size()];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      served.server().administrator().get(paths.get(i));
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    return Figure.of(name, "ms", Distribution.ofMicros(micros).p99());
  }
}
