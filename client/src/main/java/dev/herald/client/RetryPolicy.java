package dev.herald.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often a call is retried. Temporary failures (429, 408, 5xx, no answer) are
 * retried: after {@code Retry-After}, else with exponential back-off and jitter, so that many
 * clients don't retry at once.
 *
 * @param most attempts at most; 1: no retry
 * @param deadline for the call with all its attempts; a pause that would exceed it is not started
 * @param attempt how long one attempt may take
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

  /** As often as fits into 30 s, 10 s an attempt, back-off from 200 ms to 5 s. */
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
   * How long to wait before the next attempt.
   *
   * @param tries attempts so far
   * @param left of the deadline
   * @return empty when there is no further attempt
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
