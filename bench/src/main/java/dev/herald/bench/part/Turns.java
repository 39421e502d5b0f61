package dev.herald.bench.part;

import dev.herald.bench.part.Rounds.Round;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rounds of several that took turns, so that a machine that was slower for a while was so for all.
 *
 * @param rounds as many of each, by name
 */
record Turns(Map<String, List<Round>> rounds) {
  Figure figure(String name) {
    return Rounds.figure(name, of(name));
  }

  /** How the rate of each round compares to that of another's round beside it. */
  Figure ratio(String title, String name, String other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < of(name).size(); i++) {
      ratios.add(of(name).get(i).perSecond() / of(other).get(i).perSecond());
    }
    return new Figure(title, "of 1", Spread.of(ratios), null);
  }

  List<Round> of(String name) {
    return Objects.requireNonNull(rounds.get(name), name);
  }
}
