package dev.herald.server.dispatch;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import java.util.concurrent.TimeUnit;

/**
 * How many calls to one source may be under way: fewer when its answers become slow, more when they
 * come fast again. A provider that hangs is soon left with a few.
 */
final class CallLimit {
  private static final int LEAST = 4;
  private static final double TOLERATED_SLOWDOWN = 2.0;

  private final Limit limit;
  private int underWay;

  CallLimit(int most) {
    this.limit =
        Gradient2Limit.newBuilder()
            .minLimit(Math.min(LEAST, most))
            .initialLimit(Math.max(1, most / 2))
            .maxConcurrency(most)
            .rttTolerance(TOLERATED_SLOWDOWN)
            .build();
  }

  boolean hasRoom() {
    return underWay < limit.getLimit();
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

  int most() {
    return limit.getLimit();
  }

  int underWay() {
    return underWay;
  }
}
