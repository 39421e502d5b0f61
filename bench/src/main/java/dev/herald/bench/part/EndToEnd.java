package dev.herald.bench.part;

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
  @Override
  public Findings run(Stage stage) {
    try (Served served = Served.start(stage, List.of())) {
      Passage passage = served.passage();
      Rounds rounds = served.rounds(stage);
      Effort effort = stage.effort();
      Figure one =
          rounds.measure("end to end, one message a request", () -> passage.singly(effort));
      Figure many = rounds.measure("end to end, NDJSON", () -> passage.byLines(effort));
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
