package dev.herald.server.intake;

import dev.herald.server.task.MessageRecord;
import dev.herald.server.task.TraceEvent;

/** Says in one sentence where a message stands. */
final class Verdicts {
  private Verdicts() {}

  static String of(MessageRecord message) {
    TraceEvent latest = message.latest();
    String reason = latest == null ? "" : latest.reason();
    return switch (message.state()) {
      case PENDING -> pending(message, reason);
      case SENDING -> "Being sent.";
      case SENT -> "Sent: the provider took it at %s.".formatted(latest == null ? "" : latest.at());
      case DELIVERED -> "Delivered.";
      case UNDELIVERED -> "Not delivered: %s.".formatted(reason);
      case FAILED -> "Failed: %s.".formatted(reason);
      case EXPIRED -> "Expired: %s.".formatted(reason);
      case CANCELLED -> "Cancelled: %s.".formatted(reason);
      case SUPPRESSED -> "Not to be sent: %s.".formatted(reason);
      case UNKNOWN -> "Nobody can say whether the provider took it: %s.".formatted(reason);
    };
  }

  private static String pending(MessageRecord message, String reason) {
    if (message.waitsFor() != null) {
      return "Waiting until %s: %s.".formatted(message.dueAt(), message.waitsFor());
    }
    return message.latest() == null
        ? "Waiting to be sent."
        : "Waiting for another try at %s: %s.".formatted(message.dueAt(), reason);
  }
}
