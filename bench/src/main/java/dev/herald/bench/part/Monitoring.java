package dev.herald.bench.part;

import dev.herald.bench.herald.Rollups;
import dev.herald.bench.process.Cost;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import dev.herald.cli.server.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs a message that it is counted for Prometheus: two servers in turn, one of which has
 * no meters. And how long the console's overview takes over statistics of ten million messages.
 */
final class Monitoring implements Part {
  private static final int COUNTED = 10_000_000;
  private static final int LOOKS = 100;
  private static final String WITH = "end to end, with meters";
  private static final String WITHOUT = "end to end, without meters";
  private static final List<Page> PAGES =
      List.of(
          new Page("the overview of a day", "/v1/overview?window=24h"),
          new Page("the overview of a week", "/v1/overview?window=7d"),
          new Page("the overview by company", "/v1/overview/business?by=TENANT&zone=Asia/Shanghai"),
          new Page("the overview by node", "/v1/overview/business?by=NODE&zone=Asia/Shanghai"));

  private record Page(String name, String path) {}

  @Override
  public Findings run(Stage stage) {
    List<Figure> figures = new ArrayList<>();
    Map<String, Double> named = new LinkedHashMap<>();
    int counted = stage.effort().size(COUNTED);
    long rows;
    try (Served with = Served.start(stage, List.of());
        Served without =
            Served.start(stage, List.of(), List.of("--management.metrics.enable.all=false"))) {
      meters(stage, with, without, figures, named);
      rows = new Rollups(with.database()).ofMessages(counted);
      overview(with.server().administrator(), figures, named);
    }
    return new Findings(
        "monitoring",
        figures,
        named,
        List.of(
            "monitoring: the servers take turns, each on a database of its own; the overview is"
                + " read %d times over statistics of %,d messages of a month, %,d rows."
                    .formatted(LOOKS, counted, rows)),
        List.of());
  }

  private static void meters(
      Stage stage, Served with, Served without, List<Figure> figures, Map<String, Double> named) {
    Passage counted = with.passage();
    Passage uncounted = without.passage();
    Turns turns =
        with.rounds(stage)
            .inTurn(
                Map.of(
                    WITH, () -> counted.singly(stage.effort()),
                    WITHOUT, () -> uncounted.singly(stage.effort())));
    double ratio = serverMicros(turns.of(WITH)) / serverMicros(turns.of(WITHOUT));
    named.put("metersCpuOverNone", ratio);
    figures.add(turns.figure(WITH));
    figures.add(turns.figure(WITHOUT));
    figures.add(Figure.of("CPU of the server a message, with meters to without", "of 1", ratio));
  }

  private static void overview(
      Server administrator, List<Figure> figures, Map<String, Double> named) {
    double slowest = 0;
    for (Page page : PAGES) {
      Distribution times = times(administrator, page.path);
      figures.add(Figure.of(page.name + ", p99", "ms", times.p99()));
      slowest = Math.max(slowest, times.p99());
    }
    named.put("overviewP99Millis", slowest);
  }

  private static double serverMicros(List<Rounds.Round> rounds) {
    return Spread.of(rounds.stream().map(round -> serverMicros(round.cost())).toList()).median();
  }

  private static double serverMicros(Cost cost) {
    return cost.cpuMicros().getOrDefault("herald", 0.0);
  }

  private static Distribution times(Server administrator, String path) {
    long[] micros = new long[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long start = System.nanoTime();
      administrator.get(path);
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    return Distribution.ofMicros(micros);
  }
}
