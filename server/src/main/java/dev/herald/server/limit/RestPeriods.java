package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import java.time.Duration;

/**
 * How long a source is left alone.
 *
 * @param broken before it is tried again
 * @param refused after its credentials or its account were refused
 */
record RestPeriods(Duration broken, Duration refused) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** What a refusal asks for, a day at most, whatever a connector says; zero: nothing. */
  Duration after(SendResult.NotAccepted refusal) {
    Duration asked = asked(refusal);
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private Duration asked(SendResult.NotAccepted refusal) {
    return switch (refusal) {
      case SendResult.Throttled throttled -> throttled.after();
      case SendResult.Rejected rejected ->
          switch (rejected.rejection()) {
            case CREDENTIALS, QUOTA -> refused;
            case RECIPIENT, TEMPLATE, CONTENT -> Duration.ZERO;
          };
      case SendResult.Retryable _, SendResult.Unknown _ -> Duration.ZERO;
    };
  }
}
