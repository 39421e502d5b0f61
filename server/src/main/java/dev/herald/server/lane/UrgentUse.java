package dev.herald.server.lane;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether somebody waits for messages of this process's urgent lanes. */
final class UrgentUse {
  private static final long LASTS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier clock;
  private volatile long last;

  /**
   * @param clock in nanoseconds
   */
  UrgentUse(LongSupplier clock) {
    this.clock = clock;
    this.last = clock.getAsLong() - LASTS;
  }

  /** A message came. */
  void happens() {
    last = clock.getAsLong();
  }

  /** Whether one came within the last second. */
  boolean isRecent() {
    return clock.getAsLong() - last < LASTS;
  }
}
