package dev.herald.bench.part;

import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.BareLimit;
import dev.herald.bench.worker.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What PostgreSQL can do at best: the denominator. */
final class Limit implements Part {
  private static final int MESSAGES = 200_000;

  @Override
  public Findings run(Stage stage) {
    List<Figure> figures = new ArrayList<>();
    double best = 0;
    for (Shape shape : Shape.values()) {
      Figure figure = of(stage, shape);
      figures.add(figure);
      best = Math.max(best, figure.value().median());
    }
    return new Findings(
        "limit",
        figures,
        Map.of("limitPerSecond", best),
        List.of(
            "limit: bare JDBC with COPY in batches of 1,000, rows of Herald's size; no index that"
                + " can be done without, no check, no encryption; the better shape is the limit."),
        List.of());
  }

  private static Figure of(Stage stage, Shape shape) {
    try (Measured measured = Measured.start(stage, "limit", BareLimit.class, shape.name())) {
      return measured.rounds(stage).measure(shape.label(), () -> measured.work(stage, MESSAGES));
    }
  }
}
