package dev.herald.bench.part;

import dev.herald.bench.report.Findings;

/** One thing that is measured; runs alone or with others. */
@FunctionalInterface
public interface Part {
  Findings run(Stage stage);
}
