package dev.herald.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Until {
  private static final long LONGEST_STEP = Duration.ofSeconds(1).toNanos();

  private Until() {}

  /**
   * Only time in which this process ran counts: whoever stops it stops the servers too.
   *
   * @return false: it did not come true in time
   */
  static boolean holds(Duration limit, BooleanSupplier condition) {
    long left = limit.toNanos();
    long before = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long now = System.nanoTime();
      left -= Math.min(now - before, LONGEST_STEP);
      before = now;
      if (left < 0) {
        return false;
      }
      pause(20);
    }
    return true;
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
