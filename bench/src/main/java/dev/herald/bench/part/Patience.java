package dev.herald.bench.part;

import dev.herald.bench.process.BenchFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for as long as something moves. */
final class Patience {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration STALLED = Duration.ofSeconds(60);

  private final LongSupplier progress;
  private final Runnable check;

  /**
   * @param progress a count that grows
   * @param check throws when there is nothing to wait for any more
   */
  Patience(LongSupplier progress, Runnable check) {
    this.progress = progress;
    this.check = check;
  }

  void await(BooleanSupplier condition) {
    long giveUp = System.nanoTime() + STALLED.toNanos();
    long before = progress.getAsLong();
    while (!condition.getAsBoolean()) {
      check.run();
      long now = progress.getAsLong();
      if (now > before) {
        before = now;
        giveUp = System.nanoTime() + STALLED.toNanos();
      } else if (System.nanoTime() > giveUp) {
        throw new BenchFailure("nothing moved for %s at %,d messages".formatted(STALLED, now));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
