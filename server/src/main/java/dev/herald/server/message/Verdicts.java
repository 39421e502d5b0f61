package dev.herald.server.message;

import dev.herald.channel.RateCap;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.TraceEvent;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one sentence where a message stands. */
final class Verdicts {
  private Verdicts() {}

  /**
   * @param sources that could send it
   */
  static String of(MessageRecord message, List<ConfiguredSource> sources) {
    TraceEvent latest = message.latest();
    String reason = latest == null ? "" : latest.reason();
    return switch (message.state()) {
      case PENDING -> pending(message, sources, reason);
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

  private static String pending(
      MessageRecord message, List<ConfiguredSource> sources, String reason) {
    if (message.ahead() > 0) {
      return "Waiting for its turn since %s: %s of its tenant's messages on %s are before it, at %s."
          .formatted(
              message.dueAt(),
              message.ahead() < MessageRecord.MANY
                  ? message.ahead()
                  : "%d or more".formatted(message.ahead()),
              message.message().context().route().channel(),
              sources.stream().map(Verdicts::pace).collect(Collectors.joining(", ")));
    }
    if (message.waitsFor() != null && message.isDue()) {
      return "Waiting for its turn since %s: %s.".formatted(message.dueAt(), message.waitsFor());
    }
    if (message.waitsFor() != null) {
      return "Waiting, until %s at the latest: %s.".formatted(message.dueAt(), message.waitsFor());
    }
    return message.latest() == null
        ? "Waiting to be sent."
        : "Waiting for another try at %s: %s.".formatted(message.dueAt(), reason);
  }

  private static String pace(ConfiguredSource source) {
    String caps = source.caps().stream().map(RateCap::toString).collect(Collectors.joining(", "));
    return caps.isEmpty()
        ? source.source().code()
        : "%s (%s)".formatted(source.source().code(), caps);
  }
}
