package dev.herald.bench.part;

import dev.herald.bench.part.Rounds.Round;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The whole way of a message with straightforward code, the denominator of Herald's own, and
 * Herald's in turn with it; each on a database of its own that fills alike.
 */
final class Pipeline implements Part {
  private static final String PIPELINE_SINGLES = "pipeline, one message a request";
  private static final String HERALD_SINGLES = "Herald beside it, one message a request";
  private static final String PIPELINE_LINES = "pipeline, NDJSON";
  private static final String HERALD_LINES = "Herald beside it, NDJSON";

  @Override
  public Findings run(Stage stage) {
    Effort effort = stage.effort();
    try (Served served = Served.start(stage, List.of());
        Straight straight = Straight.start(stage, 1)) {
      Passage passage = served.passage();
      Rounds rounds = served.rounds(stage);
      Map<String, Supplier<? extends Round>> ways = new LinkedHashMap<>();
      ways.put(PIPELINE_SINGLES, () -> straight.passage().singly(effort));
      ways.put(HERALD_SINGLES, () -> passage.singly(effort));
      ways.put(PIPELINE_LINES, () -> straight.passage().byLines(effort));
      ways.put(HERALD_LINES, () -> passage.byLines(effort));
      return findings(rounds, rounds.inTurn(ways));
    }
  }

  private static Findings findings(Rounds rounds, Turns turns) {
    Figure singles = turns.figure(PIPELINE_SINGLES);
    Figure lines = turns.figure(PIPELINE_LINES);
    Figure singlesOver =
        turns.ratio("singles, Herald over pipeline", HERALD_SINGLES, PIPELINE_SINGLES);
    Figure linesOver = turns.ratio("lines, Herald over pipeline", HERALD_LINES, PIPELINE_LINES);
    return new Findings(
        "pipeline",
        List.of(
            singles,
            turns.figure(HERALD_SINGLES),
            singlesOver,
            lines,
            turns.figure(HERALD_LINES),
            linesOver),
        Map.of(
            "pipelinePerSecond", singles.value().median(),
            "pipelineLinesPerSecond", lines.value().median(),
            "singlesOverPipeline", singlesOver.value().median(),
            "linesOverPipeline", linesOver.value().median()),
        List.of(
            "pipeline: Tomcat and Apache HttpClient 5 on virtual threads, Herald's tables with the"
                + " same statements, contexts sealed; no schema, templates, lanes, caps or retries."
                + " Both in turn; a ratio is of two rounds beside each other."),
        rounds.profiles());
  }
}
