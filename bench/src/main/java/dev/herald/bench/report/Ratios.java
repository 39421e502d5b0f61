package dev.herald.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of different parts of one run, set against each other. */
final class Ratios {
  private static final List<Ratio> ALL =
      List.of(
          new Ratio("storeOverLimit", "storePerSecond", "limitPerSecond"),
          new Ratio("queueOverBatchStore", "queuePerSecond", "batchStorePerSecond"),
          new Ratio("overDbScheduler", "endToEndPerSecond", "dbSchedulerPerSecond"),
          new Ratio("overJobRunr", "endToEndPerSecond", "jobRunrPerSecond"),
          new Ratio("overByHand", "endToEndPerSecond", "byHandPerSecond"));

  private Ratios() {}

  private record Ratio(String name, String of, String to) {}

  /** Those whose parts both ran. */
  static Map<String, Double> of(Map<String, Double> named) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Ratio ratio : ALL) {
      Double of = named.get(ratio.of);
      Double to = named.get(ratio.to);
      if (of != null && to != null) {
        ratios.put(ratio.name, of / to);
      }
    }
    return ratios;
  }
}
