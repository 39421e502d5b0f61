package dev.herald.bench.part;

import dev.herald.bench.part.Rounds.Round;
import dev.herald.bench.process.Cost;
import dev.herald.bench.worker.Stint;

/** What a worker did in one round. */
record Stretch(Stint stint, Cost cost) implements Round {
  @Override
  public double perSecond() {
    return stint.perSecond();
  }

  /** The same, counted from then. */
  Stretch from(long startMicros) {
    return new Stretch(new Stint(stint.messages(), startMicros, stint.endMicros()), cost);
  }
}
