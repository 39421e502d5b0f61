package dev.herald.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What several rounds measured. */
public record Spread(double median, double min, double max) {

  /** Of at least one value; the mean of the two in the middle where there are two. */
  public static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }

  /** Of one figure of each round. */
  public static <T> Spread of(List<T> rounds, ToDoubleFunction<? super T> figure) {
    return of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  public static Spread of(double only) {
    return new Spread(only, only, only);
  }

  /** How far apart the extremes are, in parts of the median. */
  public double width() {
    return median == 0 ? 0 : (max - min) / median;
  }
}
