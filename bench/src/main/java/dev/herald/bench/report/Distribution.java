package dev.herald.bench.report;

import java.util.Arrays;

/**
 * How long many things took, in milliseconds.
 *
 * @param count of things; with none, all else is 0
 */
public record Distribution(long count, double p50, double p99, double p999, double max) {
  private static final double MICROS_PER_MILLI = 1_000;

  /**
   * By nearest rank.
   *
   * @param micros in any order
   */
  public static Distribution ofMicros(long[] micros) {
    if (micros.length == 0) {
      return new Distribution(0, 0, 0, 0, 0);
    }
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return new Distribution(
        sorted.length,
        rank(sorted, 0.5),
        rank(sorted, 0.99),
        rank(sorted, 0.999),
        sorted[sorted.length - 1] / MICROS_PER_MILLI);
  }

  private static double rank(long[] sorted, double part) {
    int index = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, index)] / MICROS_PER_MILLI;
  }
}
