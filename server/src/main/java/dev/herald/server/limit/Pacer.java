package dev.herald.server.limit;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How those who wait at a rate cap leave something to another tenant. Permits that go at once come
 * back at once, and whoever comes in between would find none for nearly a window. So those who wait
 * leave one for a tenant that has nobody in line, and once a second tenant has come they go one by
 * one. A tenant alone goes as fast as it can. Kept by the limiter's lock; times are of {@link
 * System#nanoTime()}.
 */
final class Pacer {
  /** How much of a delay is made up for, since no clock wakes at the very moment. */
  private static final long CATCH_UP = Duration.ofMillis(10).toNanos();

  private static final long REMEMBERED = Duration.ofSeconds(10).toNanos();

  /** Of how many permits one is for those who overtake the line. */
  private static final int ONE_OF = 5;

  private @Nullable UUID last;
  private long sharedUntil = Long.MIN_VALUE;
  private long next = Long.MIN_VALUE;
  private long nextSpared = Long.MIN_VALUE;

  void comes(UUID tenant, long now) {
    if (last != null && !last.equals(tenant)) {
      sharedUntil = now + REMEMBERED;
    }
    last = tenant;
  }

  /** When the next of those who wait may go. */
  long next() {
    return next;
  }

  /**
   * One of those who wait went.
   *
   * @param pace how far apart they are at full use
   */
  void went(long now, long pace) {
    if (now < sharedUntil) {
      next = Math.max(next, now - CATCH_UP) + pace;
    }
  }

  /**
   * Whether one that was left may be taken: seldom enough that it is of use to wait in line.
   *
   * @param pace how far apart calls are at full use
   */
  boolean spares(long now, long pace) {
    boolean spares = now >= nextSpared;
    if (spares) {
      nextSpared = now + ONE_OF * pace;
    }
    return spares;
  }
}
