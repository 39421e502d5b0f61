package dev.herald.server.dispatch;

import dev.herald.channel.RateCap;

/**
 * Exact rate cap: no window of its length ever holds more grants than permitted. Times are
 * nanoseconds of one clock; grants must be asked for in their order.
 */
final class SlidingWindow {
  /** Calls spread a little on their way; the provider's window must not notice. */
  private static final double MARGIN = 1.01;

  private final long[] grants;
  private final long length;
  private int oldest;
  private int used;

  SlidingWindow(RateCap cap) {
    this.grants = new long[cap.permits()];
    this.length = (long) (cap.window().toNanos() * MARGIN);
  }

  /** The first time, not before {@code now}, at which a grant is free. */
  long earliest(long now) {
    return used < grants.length ? now : Math.max(now, grants[oldest] + length);
  }

  void grant(long at) {
    if (used < grants.length) {
      grants[used++] = at;
    } else {
      grants[oldest] = at;
      oldest = (oldest + 1) % grants.length;
    }
  }

  /** The mean distance of grants at full use. */
  long spacing() {
    return length / grants.length;
  }
}
