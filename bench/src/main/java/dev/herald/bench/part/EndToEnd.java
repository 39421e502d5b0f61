package dev.herald.bench.part;

import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import java.util.List;
import java.util.Map;

/**
 * From a business system's request until the provider has the message and its outcome is recorded:
 * one message a request over 64 connections, and in bulk.
 *
 * <p>A round's time is from the first request until nothing is left to do in the database, so that
 * both the start and the tail count against it.
 */
final class EndToEnd implements Part {
  private static final int SINGLE = 50_000;
  private static final int BULK = 100_000;
  private static final int CONNECTIONS = 64;
  private static final int BULK_CONNECTIONS = 2;
  private static final int LINES = 5_000;

  @Override
  public Findings run(Stage stage) {
    try (Served served = Served.start(stage, List.of())) {
      Passage passage = served.passage();
      Rounds rounds = served.rounds(stage);
      int single = stage.effort().size(SINGLE);
      int bulk = stage.effort().size(BULK);
      Figure one =
          rounds.measure(
              "end to end, one message a request",
              () -> passage.of(single, CONNECTIONS, Pace.SINGLE));
      Figure many =
          rounds.measure(
              "end to end, NDJSON", () -> passage.of(bulk, BULK_CONNECTIONS, Pace.bulk(LINES)));
      return new Findings(
          "endtoend",
          List.of(one, many),
          Map.of(
              "endToEndPerSecond", one.value().median(),
              "endToEndBulkPerSecond", many.value().median()),
          List.of(),
          rounds.profiles());
    }
  }
}
