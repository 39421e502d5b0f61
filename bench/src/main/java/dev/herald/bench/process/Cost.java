package dev.herald.bench.process;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one message cost.
 *
 * @param cpuMicros CPU time by process
 * @param peakMegabytes the most memory that each process held, of its own
 * @param walBytes what PostgreSQL wrote ahead
 */
public record Cost(
    Map<String, Double> cpuMicros, Map<String, Double> peakMegabytes, double walBytes) {

  public double totalCpuMicros() {
    return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The mean of several rounds; of memory, the most. */
  public static Cost mean(List<Cost> rounds) {
    return new Cost(
        merged(rounds.stream().map(Cost::cpuMicros).toList(), false),
        merged(rounds.stream().map(Cost::peakMegabytes).toList(), true),
        rounds.stream().mapToDouble(Cost::walBytes).average().orElse(0));
  }

  private static Map<String, Double> merged(Collection<Map<String, Double>> rounds, boolean most) {
    Map<String, Double> merged = new LinkedHashMap<>();
    for (Map<String, Double> round : rounds) {
      round.forEach((name, value) ->
          merged.merge(name, most ? value : value / rounds.size(), most ? Math::max : Double::sum));
    }
    return merged;
  }
}
