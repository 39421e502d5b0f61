package dev.herald.bench.part;

import dev.herald.bench.part.Rounds.Round;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lines of NDJSON to a provider that takes a hundred messages a call: Herald, the straightforward
 * code, and Herald with one a call, in turn.
 */
final class Batch implements Part {
  private static final int PER_CALL = 100;
  private static final String PIPELINE = "pipeline, NDJSON, up to 100 a call";
  private static final String TOGETHER = "Herald, NDJSON, up to 100 a call";
  private static final String ALONE = "Herald, NDJSON, one a call";

  @Override
  public Findings run(Stage stage) {
    Effort effort = stage.effort();
    try (Served served = Served.start(stage, List.of());
        Straight straight = Straight.start(stage, PER_CALL)) {
      Passage alone = served.passage();
      Passage together = alone.together();
      Rounds rounds = served.rounds(stage);
      Map<String, Supplier<? extends Round>> ways = new LinkedHashMap<>();
      ways.put(PIPELINE, () -> straight.passage().byLines(effort));
      ways.put(TOGETHER, () -> together.byLines(effort));
      ways.put(ALONE, () -> alone.byLines(effort));
      Turns turns = rounds.inTurn(ways);
      Instant before = Instant.now();
      together.byLines(effort);
      Figure perCall =
          Figure.of("messages in a call of Herald's, mean", "msg", served.books().perCall(before));
      return findings(rounds, turns, perCall);
    }
  }

  private static Findings findings(Rounds rounds, Turns turns, Figure perCall) {
    Figure together = turns.figure(TOGETHER);
    Figure overPipeline = turns.ratio("batches, Herald over pipeline", TOGETHER, PIPELINE);
    Figure overLines = turns.ratio("Herald's batches over one a call", TOGETHER, ALONE);
    return new Findings(
        "batch",
        List.of(
            turns.figure(PIPELINE),
            together,
            turns.figure(ALONE),
            overPipeline,
            overLines,
            perCall),
        Map.of(
            "batchPerSecond", together.value().median(),
            "batchOverPipeline", overPipeline.value().median(),
            "batchOverLines", overLines.value().median()),
        List.of(
            "batch: each message has a text of its own; the stand-in answers one id for a call, and"
                + " counts each message in it."),
        rounds.profiles());
  }
}
