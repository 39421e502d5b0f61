package dev.herald.server.job;

import java.time.Duration;

/**
 * How long a job that failed waits: ten seconds, then twice as long each time, and never longer
 * than until its next run would have been due.
 */
record RetryDelay(Duration every) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 16;

  /**
   * @param failures in a row, at least 1
   */
  Duration after(int failures) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return delay.compareTo(every) < 0 ? delay : every;
  }
}
