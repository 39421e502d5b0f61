package dev.herald.server.dispatch.retry;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.Objects;

/** Decides by the type of a result. Pure. */
public final class RetryRules {
  private final RetryPolicy retry;

  public RetryRules(RetryPolicy retry) {
    this.retry = retry;
  }

  /**
   * @param attempt the one that gave the result, counted from 1
   * @param random between 0 and 1, for the jitter
   */
  public RetryDecision decide(
      SendResult result, int attempt, AmbiguityPolicy ambiguity, double random) {
    return switch (result) {
      case SendResult.Accepted _ -> new RetryDecision.Done();
      case SendResult.Throttled throttled -> new RetryDecision.Again(throttled.after(), false);
      case SendResult.Retryable retryable -> again(attempt, random, retryable);
      case SendResult.Rejected rejected ->
          switch (rejected.rejection()) {
            case RECIPIENT, TEMPLATE, CONTENT -> new RetryDecision.GiveUp(rejected.reason());
            case CREDENTIALS, QUOTA -> later(attempt, random, rejected.reason());
          };
      case SendResult.Unknown unknown ->
          switch (Objects.requireNonNullElse(unknown.policy(), ambiguity)) {
            case RESEND -> later(attempt, random, unknown.reason());
            case HOLD -> new RetryDecision.Hold();
          };
    };
  }

  private RetryDecision again(int attempt, double random, SendResult.Retryable retryable) {
    Duration hint = retryable.after();
    return switch (later(attempt, random, retryable.reason())) {
      case RetryDecision.Again(Duration after, boolean counts)
          when hint != null && hint.compareTo(after) > 0 ->
          new RetryDecision.Again(hint, counts);
      case RetryDecision decision -> decision;
    };
  }

  /** The next attempt by the schedule, or the end of it. */
  public RetryDecision later(int attempt, double random, Reason reason) {
    return retry
        .after(attempt, random)
        .<RetryDecision>map(pause -> new RetryDecision.Again(pause, true))
        .orElseGet(() -> new RetryDecision.GiveUp(new TraceReason.GivenUp(attempt, reason)));
  }
}
