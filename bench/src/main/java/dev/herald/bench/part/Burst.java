package dev.herald.bench.part;

import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.process.Cost;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A burst of the demo's size, submitted as the demo does, on a warm server: how soon it is
 * accepted, and how soon sent.
 */
final class Burst implements Part {
  private static final int MESSAGES = 10_000;
  private static final int RECIPIENTS = 50;
  private static final int CONNECTIONS = 32;

  @Override
  public Findings run(Stage stage) {
    try (Served served = Served.start(stage, List.of())) {
      Passage passage = served.passage();
      Rounds rounds = served.rounds(stage);
      int messages = stage.effort().size(MESSAGES);
      List<Trip> trips =
          rounds.repeat(
              "burst", () -> passage.of(messages, CONNECTIONS, Pace.recipients(RECIPIENTS)));
      Figure accepted = figure("accepted", trips, Trip::acceptSeconds);
      Figure sent = figure("last one sent", trips, Trip::sentSeconds);
      return new Findings(
          "burst",
          List.of(accepted, sent),
          Map.of(
              "burstAcceptSeconds", accepted.value().median(),
              "burstSentSeconds", sent.value().median()),
          List.of(),
          rounds.profiles());
    }
  }

  private static Figure figure(String name, List<Trip> trips, ToDoubleFunction<Trip> seconds) {
    return new Figure(
        "burst of %,d, %s".formatted(trips.getFirst().messages(), name),
        "s",
        Spread.of(trips.stream().map(seconds::applyAsDouble).toList()),
        Cost.mean(trips.stream().map(Trip::cost).toList()));
  }
}
