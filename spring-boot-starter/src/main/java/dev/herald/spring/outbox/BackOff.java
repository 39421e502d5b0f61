package dev.herald.spring.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double, less a random part of up to a half, so that processes don't come back at
 * once.
 *
 * @param first at most
 * @param longest at most
 */
record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * @param failures in a row, 1 or more
   */
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long most = Math.max(1, Math.min(doubled, longest.toMillis()));
    return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
