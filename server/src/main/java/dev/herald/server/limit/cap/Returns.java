package dev.herald.server.limit.cap;

/**
 * When the permits of a cap that is used up come back to one process: one after the other, and all
 * of them again a window later. Times are nanoseconds of one clock.
 *
 * @param first when the first comes back
 * @param gap between two of one window, at least 1
 * @param count how many come back in one window, at least 1
 * @param window how long one rests
 */
public record Returns(long first, long gap, int count, long window) {

  /**
   * Evenly.
   *
   * @param permits that come back to all processes in one window
   * @param span from the first to the last of them
   * @param processes that share them
   */
  static Returns spread(long first, int permits, long span, int processes, long window) {
    int count = Math.max(1, permits / processes);
    return new Returns(first, Math.max(1, span / count), count, window);
  }

  /** When the permit with this index comes back, counted from 0. */
  public long at(int index) {
    return first + index / count * window + index % count * gap;
  }

  /** When the next one comes back after that time, at least {@link #first}. */
  public long after(long time) {
    if (time < first) {
      return first;
    }
    long begin = first + (time - first) / window * window;
    long next = (time - begin) / gap + 1;
    return next < count ? begin + next * gap : begin + window;
  }
}
