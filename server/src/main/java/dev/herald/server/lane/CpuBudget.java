package dev.herald.server.lane;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps work in the background, that of a lane or of one thread, to its share of the processors
 * while an urgent lane is in use, and leaves it alone else.
 *
 * <p>The account is in processor time, not in messages: it holds on any machine, and a lane whose
 * sends only wait for their provider is not slowed down. What the work did not use is not saved up,
 * since it would come as a burst.
 */
final class CpuBudget {
  /** Until a rest looks again whether it is still owed. */
  private static final long LONGEST_REST = Duration.ofMillis(50).toNanos();

  private final double processors;
  private final BooleanSupplier urgentInUse;
  private final LongSupplier used;
  private final LongSupplier clock;
  private boolean counting;
  private long lookedAt;
  private long usedThen;
  private double owed;

  /**
   * @param processors that the work may keep busy, more than 0
   * @param used the processor time that the work took so far, in nanoseconds
   * @param clock in nanoseconds
   */
  CpuBudget(double processors, BooleanSupplier urgentInUse, LongSupplier used, LongSupplier clock) {
    this.processors = processors;
    this.urgentInUse = urgentInUse;
    this.used = used;
    this.clock = clock;
  }

  boolean holds() {
    return urgentInUse.getAsBoolean();
  }

  /** How long the work has to rest for what it took beyond its share; zero: it may go on. */
  synchronized Duration owed() {
    if (!holds()) {
      counting = false;
      return Duration.ZERO;
    }
    long now = clock.getAsLong();
    long usedNow = used.getAsLong();
    if (counting) {
      double earned = processors * (now - lookedAt);
      owed = Math.max(0, owed + Math.max(0, usedNow - usedThen) - earned);
    } else {
      owed = 0;
      counting = true;
    }
    lookedAt = now;
    usedThen = usedNow;
    return Duration.ofNanos((long) (owed / processors));
  }

  /**
   * Rests for what was taken beyond the share. Returns at once when nobody urgent is about.
   *
   * @param least to rest where nothing is owed, too, while somebody is
   * @param running false ends the rest; so does an interrupt of the thread
   */
  void rest(Duration least, BooleanSupplier running) {
    Duration owed = owed();
    if (holds() && owed.compareTo(least) < 0) {
      owed = least;
    }
    while (owed.isPositive() && running.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(owed.toNanos(), LONGEST_REST));
      owed = owed();
    }
  }
}
