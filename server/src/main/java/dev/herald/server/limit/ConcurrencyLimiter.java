package dev.herald.server.limit;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import java.util.concurrent.TimeUnit;

/**
 * How many calls to one source may be under way: fewer when its answers become slow, more when they
 * come fast again. A provider that hangs is soon left with a few.
 */
final class ConcurrencyLimiter {
  private static final int LEAST = 4;
  private static final double TOLERATED_SLOWDOWN = 2.0;

  private final Gradient2Limit limit;
  private int underWay;

  ConcurrencyLimiter(int most) {
    this.limit =
        Gradient2Limit.newBuilder()
            .minLimit(Math.min(LEAST, most))
            .initialLimit(Math.max(1, most / 2))
            .maxConcurrency(most)
            .rttTolerance(TOLERATED_SLOWDOWN)
            .build();
  }

  /**
   * @param excess how many of those under way do not count
   */
  boolean hasRoom(int excess) {
    return underWay - excess < limit.getLimit();
  }

  void begun() {
    underWay++;
  }

  /** It ended without an answer to learn from. */
  void dropped() {
    underWay--;
  }

  /**
   * @param took nanoseconds
   */
  void answered(long begun, long took) {
    limit.onSample(begun, Math.max(took, TimeUnit.MICROSECONDS.toNanos(1)), underWay, false);
    underWay--;
  }

  /**
   * Whether a call was so slow that fewer would be made.
   *
   * @param took nanoseconds
   */
  boolean isSlow(long took) {
    long usual = limit.getRttNoLoad(TimeUnit.NANOSECONDS);
    return usual > 0 && took > TOLERATED_SLOWDOWN * usual;
  }

  int most() {
    return limit.getLimit();
  }

  Use use() {
    return new Use(limit.getLimit(), underWay);
  }

  /**
   * @param most how many calls may be under way
   */
  record Use(int most, int underWay) {
    /** Whether more than half of the calls are nobody's. */
    boolean isLight() {
      return underWay < most / 2;
    }
  }

  int underWay() {
    return underWay;
  }
}
