package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a source works. After too many failures it rests, for longer each time, and is then tried
 * with a few messages. Failures are those that are the source's or the provider's, seen with
 * several destinations. What a provider refuses for good reasons shows that it works; what a
 * receiver does that speaks for itself shows nothing.
 */
final class SourceBreaker {
  private static final int WINDOW = 50;
  private static final int FEWEST = 20;
  private static final float BROKEN_PERCENT = 60;

  /** How many failures with one destination count, while others have none. */
  private static final int ALONE = 4;

  /** How many show whether a source works again. */
  static final int PROBES = 3;

  private final CircuitBreaker breaker;
  private final Evidence failures = new Evidence(ALONE);

  SourceBreaker(String source, LimitSettings.Breaker settings) {
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

  Sign answered(Target target, SendResult result, Duration took) {
    Sign sign = sign(target, result);
    switch (sign) {
      case WORKS -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
      case FAILS -> breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new Failure());
      case NONE -> breaker.releasePermission();
    }
    return sign;
  }

  /** What a result says of the source. */
  enum Sign {
    WORKS,
    FAILS,
    NONE
  }

  private Sign sign(Target target, SendResult result) {
    return switch (result) {
      case SendResult.Accepted _ -> {
        failures.clear(target);
        yield Sign.WORKS;
      }
      case SendResult.NotAccepted refused when !refused.fault().isShared() ->
          target.isReceiver() || result.exchange().status() == null ? Sign.NONE : Sign.WORKS;
      case SendResult.Throttled _ -> Sign.WORKS;
      case SendResult.Retryable _, SendResult.Rejected _, SendResult.Unknown _ ->
          failures.admits(target) ? Sign.FAILS : Sign.NONE;
    };
  }

  /** Stands for a result that is a value; nobody throws it. */
  private static final class Failure extends Exception {
    Failure() {
      super(null, null, false, false);
    }
  }
}
