package dev.herald.sandbox.cap;

/**
 * Lets at most so many calls through in any window, wherever the window starts: it remembers when
 * each of the last ones came. Not safe for concurrent use.
 */
final class SlidingWindow {
  private final long length;
  private final long[] taken;
  private int oldest;
  private int count;

  /**
   * @param length in milliseconds, like every other time here
   */
  SlidingWindow(int permits, long length) {
    this.length = length;
    this.taken = new long[permits];
  }

  boolean hasRoom(long now) {
    return count < taken.length || now - taken[oldest] >= length;
  }

  void take(long now) {
    taken[(oldest + count) % taken.length] = now;
    if (count < taken.length) {
      count++;
    } else {
      oldest = (oldest + 1) % taken.length;
    }
  }
}
