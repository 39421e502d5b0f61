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
          Goal.atLeast("storeFullOverFresh", 0.8),
          Goal.atLeast("endToEndPerSecond", 12_000),
          Goal.atLeast("endToEndBulkPerSecond", 18_000),
          Goal.atLeast("singlesOverPipeline", 0.95),
          Goal.atLeast("linesOverPipeline", 0.95),
          Goal.atLeast("batchOverPipeline", 0.8),
          Goal.atLeast("batchOverLines", 1.5),
          Goal.atLeast("queueOverBatchStore", 0.8),
          Goal.atLeast("overDbScheduler", 3),
          Goal.atLeast("overJobRunr", 5),
          Goal.atMost("burstAcceptSeconds", 1),
          Goal.atMost("burstSentSeconds", 2),
          Goal.atMost("criticalP99Millis", 50),
          Goal.atMost("criticalP99OverIdle", 1.5),
          Goal.atMost("campaignCriticalP99OverIdle", 1.5),
          Goal.atMost("campaignHeapGrowth", 1.2),
          Goal.atMost("tenantP99OverIdle", 1.2),
          Goal.atMost("capMaxPerSecond", 3_000),
          Goal.atLeast("capUse", 0.97),
          Goal.atMost("waitingCostRatio", 1.3),
          Goal.atMost("dropDayMillis", 1_000),
          Goal.atMost("metersCpuOverNone", 1.02),
          Goal.atMost("overviewP99Millis", 300));

  private Goals() {}

  private enum Bound {
    AT_LEAST,
    AT_MOST;

    boolean holds(double value, double bound) {
      return this == AT_LEAST ? value >= bound : value <= bound;
    }

    String words(double bound) {
      return (this == AT_LEAST ? "at least " : "at most ") + Report.number(bound);
    }
  }

  private record Goal(String name, Bound kind, double bound) {
    static Goal atLeast(String name, double bound) {
      return new Goal(name, Bound.AT_LEAST, bound);
    }

    static Goal atMost(String name, double bound) {
      return new Goal(name, Bound.AT_MOST, bound);
    }

    List<String> row(double value) {
      return List.of(
          name, Report.number(value), kind.words(bound), kind.holds(value, bound) ? "yes" : "no");
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
