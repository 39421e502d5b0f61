package dev.herald.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Herald is to reach on two cores with everything on them, set against a run. */
final class Goals {
  private static final List<Goal> ALL =
      List.of(
          Goal.atLeast("storeOverLimit", 0.6),
          Goal.atLeast("endToEndPerSecond", 12_000),
          Goal.atLeast("endToEndBulkPerSecond", 18_000),
          Goal.atLeast("overDbScheduler", 3),
          Goal.atLeast("overJobRunr", 5),
          Goal.atMost("burstAcceptSeconds", 1),
          Goal.atMost("burstSentSeconds", 2),
          Goal.atMost("criticalP99Millis", 50),
          Goal.atMost("criticalP99OverIdle", 1.5),
          Goal.atMost("tenantP99OverIdle", 1.2),
          Goal.atMost("capMaxPerSecond", 3_000),
          Goal.atLeast("capUse", 0.97),
          Goal.atMost("waitingCostRatio", 1.3));

  private Goals() {}

  private record Goal(String name, double bound, boolean least) {
    static Goal atLeast(String name, double bound) {
      return new Goal(name, bound, true);
    }

    static Goal atMost(String name, double bound) {
      return new Goal(name, bound, false);
    }

    boolean reachedBy(double value) {
      return least ? value >= bound : value <= bound;
    }

    List<String> row(double value) {
      return List.of(
          name,
          Report.number(value),
          (least ? "at least " : "at most ") + Report.number(bound),
          reachedBy(value) ? "yes" : "no");
    }
  }

  /** Empty when the run has nothing that a goal speaks of. */
  static Optional<Section> section(Map<String, Double> named) {
    List<List<String>> rows = new ArrayList<>();
    for (Goal goal : ALL) {
      Double value = named.get(goal.name);
      if (value != null) {
        rows.add(goal.row(value));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section("Goals", List.of("figure", "this run", "asked", "reached"), rows));
  }
}
