package dev.herald.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often a call is tried. What may pass (429, 408, 5xx, no answer) is tried again:
 * after what {@code Retry-After} says, else after a pause that doubles and of which a random part
 * is left out, so that many clients don't come back at once.
 *
 * @param most tries at most; 1: none is repeated
 * @param deadline for the call with all its tries; a pause that would outlast it is not begun
 * @param attempt how long one try may take
 * @param firstPause at most
 * @param longestPause at most, unless {@code Retry-After} is longer
 */
public record RetryPolicy(
    int most, Duration deadline, Duration attempt, Duration firstPause, Duration longestPause) {
  private static final int MOST_DOUBLINGS = 20;
  private static final int AS_TIME_ALLOWS = Integer.MAX_VALUE;

  public RetryPolicy {
    if (most < 1 || !isPositive(deadline) || !isPositive(attempt)) {
      throw new IllegalArgumentException(
          "there is a try at least, and it takes longer than nothing");
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  /** As often as fits into 30 s, 10 s a try, pauses from 200 ms to 5 s. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        AS_TIME_ALLOWS,
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
    return new RetryPolicy(1, time, time, time, time);
  }

  public RetryPolicy withDeadline(Duration time) {
    return new RetryPolicy(most, time, attempt, firstPause, longestPause);
  }

  public RetryPolicy withAttempt(Duration time) {
    return new RetryPolicy(most, deadline, time, firstPause, longestPause);
  }

  /**
   * How long to wait before the next try.
   *
   * @param tries that were made
   * @param left of the deadline
   * @return empty when there is none
   */
  Optional<Duration> pause(int tries, HeraldException problem, Duration left) {
    if (!problem.isPassing() || tries >= most) {
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
