package dev.herald.bench.part;

import dev.herald.bench.process.Cost;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a measurement: first until it is steady, then as often as it is to count. */
final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final int COMPARED = 3;
  private static final double STEADY = 0.08;

  private final Effort effort;

  Rounds(Effort effort) {
    this.effort = effort;
  }

  /** What one round measured. */
  record Round(double perSecond, Cost cost) {}

  /**
   * @param round run again and again in the same processes
   */
  Figure measure(String name, Supplier<Round> round) {
    warmUp(name, round);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < effort.rounds(); i++) {
      Round measured = round.get();
      log.info("{}: {} a second", name, Math.round(measured.perSecond));
      rounds.add(measured);
    }
    return new Figure(
        name,
        "msg/s",
        Spread.of(rounds.stream().map(Round::perSecond).toList()),
        Cost.mean(rounds.stream().map(Round::cost).toList()));
  }

  private void warmUp(String name, Supplier<Round> round) {
    List<Double> rates = new ArrayList<>();
    while (rates.size() < effort.warmUpsAtMost() && !isSteady(rates)) {
      rates.add(round.get().perSecond);
      log.info("{}: warming up, {} a second", name, Math.round(rates.getLast()));
    }
  }

  static boolean isSteady(List<Double> rates) {
    return rates.size() >= COMPARED
        && Spread.of(rates.subList(rates.size() - COMPARED, rates.size())).width() <= STEADY;
  }
}
