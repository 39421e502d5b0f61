package dev.herald.server.dispatch;

import dev.herald.channel.SendResult;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a source works. After too many failures it rests, for longer each time, and is then tried
 * with a few messages. What a provider refuses for good reasons shows that it works.
 */
final class Health {
  private static final int WINDOW = 50;
  private static final int FEWEST = 20;
  private static final float BROKEN_PERCENT = 60;

  /** How many show whether a source works again. */
  static final int PROBES = 3;

  private final CircuitBreaker breaker;

  Health(String source, DispatchSettings.Breaker settings) {
    this.breaker =
        CircuitBreaker.of(
            source,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .failureRateThreshold(BROKEN_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(
                        settings.rest(), 2, settings.longestRest()))
                .build());
  }

  /** Whether a call may be made; then it must be told how it went. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  /** Whether no message should wait here. */
  boolean isBroken() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** Whether it need not be tried first. */
  boolean isProven() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  void noCall() {
    breaker.releasePermission();
  }

  void answered(SendResult result, Duration took) {
    if (isFailure(result)) {
      breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new Failure());
    } else {
      breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static boolean isFailure(SendResult result) {
    return switch (result) {
      case SendResult.Accepted _, SendResult.Throttled _ -> false;
      case SendResult.Retryable retryable -> retryable.fault().isShared();
      case SendResult.Rejected rejected -> rejected.fault().isShared();
      case SendResult.Unknown unknown -> unknown.fault().isShared();
    };
  }

  /** Stands for a result that is a value; nobody throws it. */
  private static final class Failure extends Exception {
    Failure() {
      super(null, null, false, false);
    }
  }
}
