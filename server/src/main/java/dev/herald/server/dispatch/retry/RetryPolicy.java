package dev.herald.server.dispatch.retry;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to try again: exponentially later, with jitter so that what failed together does not come
 * back together.
 *
 * @param base the first pause
 * @param factor how much longer each pause is than the one before
 * @param most the longest pause
 * @param attempts how many in all
 * @param jitter by which share a pause may be shorter or longer
 */
public record RetryPolicy(
    @DefaultValue("1s") Duration base,
    @DefaultValue("2") double factor,
    @DefaultValue("30m") Duration most,
    @DefaultValue("20") int attempts,
    @DefaultValue("0.2") double jitter) {

  public RetryPolicy {
    if (!base.isPositive() || most.compareTo(base) < 0) {
      throw new IllegalArgumentException("base must be positive and most not below it");
    }
    if (factor < 1 || attempts < 1 || jitter < 0 || jitter > 0.5) {
      throw new IllegalArgumentException(
          "factor and attempts must be at least 1, and jitter between 0 and 0.5");
    }
  }

  /**
   * @param attempt the one that failed, counted from 1
   * @param random between 0 and 1
   * @return the pause before the next attempt; empty when there is none
   */
  public Optional<Duration> after(int attempt, double random) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    double millis = Math.min(most.toMillis(), base.toMillis() * Math.pow(factor, attempt - 1));
    return Optional.of(Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * random - 1)))));
  }
}
