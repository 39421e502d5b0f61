package dev.herald.server.dispatch;

import dev.herald.channel.Exchange;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a provider's result into what the trace keeps of it. */
final class Calls {
  private Calls() {}

  static TraceEvent.Call of(SendResult result, int attempt, UUID source, Duration took) {
    return of(result, attempt, source, took, null);
  }

  /**
   * @param together null: the call was for one message
   */
  static TraceEvent.Call of(
      SendResult result,
      int attempt,
      UUID source,
      Duration took,
      TraceEvent.@Nullable Together together) {
    Exchange exchange = result.exchange();
    return new TraceEvent.Call(
        attempt,
        source,
        outcome(result),
        result instanceof SendResult.NotAccepted refused ? refused.fault() : null,
        Math.toIntExact(Math.min(took.toMillis(), Integer.MAX_VALUE)),
        exchange.status(),
        exchange.answer(),
        exchange.providerId(),
        together);
  }

  private static String outcome(SendResult result) {
    return switch (result) {
      case SendResult.Accepted _ -> "ACCEPTED";
      case SendResult.Throttled _ -> "THROTTLED";
      case SendResult.Retryable _ -> "RETRYABLE";
      case SendResult.Rejected rejected -> "REJECTED_" + rejected.rejection();
      case SendResult.Unknown _ -> "UNKNOWN";
    };
  }

  static Reason reason(SendResult result) {
    return switch (result) {
      case SendResult.Accepted _ -> new TraceReason.TakenByProvider();
      case SendResult.NotAccepted refused -> refused.reason();
    };
  }
}
