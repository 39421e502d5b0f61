package dev.herald.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often a call is tried. What may pass (429, 408, 5xx, no answer) is tried again:
 * after what {@code Retry-After} says, else after a pause that doubles and of which a random part
 * is left out, so that many clients don't come back at once.
 *
 * @param deadline for the call with all its tries; a pause that would outlast it is not begun
 * @param attempt how long one try may take
 * @param firstPause at most
 * @param longestPause at most, unless {@code Retry-After} is longer
 */
public record RetryPolicy(
    Duration deadline, Duration attempt, Duration firstPause, Duration longestPause) {
  private static final int MOST_DOUBLINGS = 20;

  public RetryPolicy {
    if (!isPositive(deadline) || !isPositive(attempt)) {
      throw new IllegalArgumentException("a deadline and an attempt take longer than nothing");
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  /** 30 s in all, 10 s a try, pauses from 200 ms to 5 s. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(5));
  }

  /**
   * One try.
   *
   * @param time that it may take
   */
  public static RetryPolicy none(Duration time) {
    return new RetryPolicy(time, time, time, time);
  }

  public RetryPolicy withDeadline(Duration time) {
    return new RetryPolicy(time, attempt, firstPause, longestPause);
  }

  public RetryPolicy withAttempt(Duration time) {
    return new RetryPolicy(deadline, time, firstPause, longestPause);
  }

  /**
   * How long to wait before the next try.
   *
   * @param tries that were made
   * @param left of the deadline
   * @return empty when there is none
   */
  Optional<Duration> pause(int tries, HeraldException problem, Duration left) {
    if (!problem.isPassing()) {
      return Optional.empty();
    }
    Duration pause = problem.retryAfter().orElseGet(() -> backOff(tries));
    return pause.compareTo(left) < 0 ? Optional.of(pause) : Optional.empty();
  }

  private Duration backOff(int tries) {
    long doubled = firstPause.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
    long most = Math.max(1, Math.min(doubled, longestPause.toMillis()));
    return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
