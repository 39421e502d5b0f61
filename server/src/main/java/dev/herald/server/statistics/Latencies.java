package dev.herald.server.statistics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of durations: three buckets to each doubling from a millisecond to days, so a
 * quantile is right to within an eighth.
 */
public final class Latencies {
  static final int BUCKETS = 90;
  private static final double PER_DOUBLING = 3;

  private Latencies() {}

  static int bucket(Duration duration) {
    long millis = Math.max(1, duration.toMillis());
    int bucket = (int) (PER_DOUBLING * Math.log(millis) / Math.log(2));
    return Math.min(BUCKETS - 1, bucket);
  }

  /** A duration in the middle of a bucket. */
  public static Duration middle(int bucket) {
    return Duration.ofMillis(Math.round(Math.pow(2, (bucket + 0.5) / PER_DOUBLING)));
  }

  static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  /**
   * The duration in milliseconds that this share of them did not exceed; null when there are none.
   *
   * @param share of one
   */
  public static @Nullable Long quantile(long[] counts, double share) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    long wanted = Math.max(1, (long) Math.ceil(total * share));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.round(Math.pow(2, (i + 0.5) / PER_DOUBLING));
      }
    }
    return null;
  }
}
