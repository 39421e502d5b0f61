package dev.herald.server.verdict;

import dev.herald.channel.RateCap;
import dev.herald.channel.Reason;
import dev.herald.channel.Source;
import dev.herald.server.reason.Standing;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where a message stands: the one place where that is decided. */
final class Standings {
  private static final Reason UNTOLD = new TraceReason.Untold();

  private Standings() {}

  /**
   * @param sources that could send it
   */
  static Standing of(MessageRecord message, List<ConfiguredSource> sources) {
    TraceEvent latest = message.latest();
    Instant at = latest == null ? null : latest.at();
    Reason why = latest == null ? UNTOLD : latest.reason();
    return switch (message.state()) {
      case PENDING -> pending(message, sources, why);
      case SENDING -> new Standing.IsSending();
      case SENT -> sent(message, sources);
      case DELIVERED -> new Standing.IsDelivered(at);
      case UNDELIVERED -> new Standing.IsUndelivered(why);
      case FAILED -> new Standing.HasFailed(why);
      case EXPIRED -> new Standing.HasExpired(why);
      case CANCELLED -> new Standing.WasCancelled(why);
      case RECALLED -> new Standing.WasRecalled(why);
      case DIGESTED -> new Standing.IsInDigest(related(latest));
      case SUPPRESSED -> new Standing.IsSuppressed(why);
      case UNKNOWN -> new Standing.IsUnknown(why);
    };
  }

  /** It may have gone on by another channel since it was taken. */
  private static Standing sent(MessageRecord message, List<ConfiguredSource> sources) {
    TraceEvent taken = message.latest();
    for (TraceEvent event : message.events()) {
      taken = event.state() == MessageState.SENT && event.call() != null ? event : taken;
    }
    return new Standing.IsSent(taken == null ? null : taken.at(), source(taken, sources));
  }

  private static String related(@Nullable TraceEvent latest) {
    UUID related = latest == null ? null : latest.relatedId();
    return related == null ? "" : related.toString();
  }

  private static @Nullable String source(
      @Nullable TraceEvent latest, List<ConfiguredSource> sources) {
    TraceEvent.Call call = latest == null ? null : latest.call();
    UUID id = call == null ? null : call.sourceId();
    return sources.stream()
        .map(ConfiguredSource::source)
        .filter(source -> source.id().equals(id))
        .map(Source::code)
        .findFirst()
        .orElse(null);
  }

  private static Standing pending(
      MessageRecord message, List<ConfiguredSource> sources, Reason why) {
    Instant due = message.dueAt();
    Reason waitsFor = message.waitsFor();
    if (message.ahead() > 0) {
      return new Standing.WaitsForTurn(
          due,
          message.ahead(),
          message.ahead() >= MessageRecord.MANY,
          message.message().context().route().channel().name(),
          sources.stream().map(Standings::pace).toList());
    }
    if (waitsFor != null) {
      return message.isDue()
          ? new Standing.WaitsForTurnSince(due, waitsFor)
          : new Standing.WaitsUntil(due, waitsFor);
    }
    if (message.latest() != null && !isUntried(message)) {
      return new Standing.WillRetry(due, message.attempts(), why);
    }
    return message.isDue() || due == null
        ? new Standing.IsWaiting()
        : new Standing.IsScheduled(due);
  }

  /** It has got another time and nothing else. */
  private static boolean isUntried(MessageRecord message) {
    return message.attempts() == 0
        && message.events().stream().allMatch(event -> event.kind() == TraceEvent.Kind.RESCHEDULED);
  }

  private static String pace(ConfiguredSource source) {
    String caps = source.caps().stream().map(RateCap::toString).collect(Collectors.joining(", "));
    return caps.isEmpty()
        ? source.source().code()
        : "%s (%s)".formatted(source.source().code(), caps);
  }
}
