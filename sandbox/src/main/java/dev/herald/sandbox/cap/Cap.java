package dev.herald.sandbox.cap;

import java.time.Duration;

/**
 * A documented rate cap of one account.
 *
 * @param permits calls in any window of that length
 * @param block how long an account that passes it is shut out; zero for not at all
 */
public record Cap(int permits, Duration window, Duration block) {

  public static Cap perMinute(int permits, Duration block) {
    return new Cap(permits, Duration.ofMinutes(1), block);
  }

  public static Cap perMinute(int permits) {
    return perMinute(permits, Duration.ZERO);
  }

  public static Cap perSecond(int permits) {
    return new Cap(permits, Duration.ofSeconds(1), Duration.ZERO);
  }
}
