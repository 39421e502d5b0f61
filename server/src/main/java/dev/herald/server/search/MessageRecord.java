package dev.herald.server.search;

import dev.herald.channel.Reason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands.
 *
 * @param dueAt when it is taken up again; null when nothing is left to do
 * @param waitsFor what holds it back, if something does
 * @param ahead if it is due, how many others of its flow are to be taken up before it, at most
 *     {@value #MANY}; 0 in lists
 * @param events its trace after its acceptance, oldest first; empty in lists
 * @param offspring messages made from it by resending or falling back, oldest first; empty in lists
 */
public record MessageRecord(
    NewMessage message,
    MessageState state,
    int attempts,
    @Nullable Instant dueAt,
    @Nullable Reason waitsFor,
    int ahead,
    @Nullable TraceEvent latest,
    List<TraceEvent> events,
    List<Offspring> offspring) {
  /** Where counting those ahead stops. */
  public static final int MANY = 10_000;

  MessageRecord with(List<TraceEvent> itsEvents, List<Offspring> itsOffspring, int aheadOfIt) {
    return new MessageRecord(
        message, state, attempts, dueAt, waitsFor, aheadOfIt, latest, itsEvents, itsOffspring);
  }

  /** Whether it is to be taken up as soon as it can go. */
  public boolean isDue() {
    return dueAt != null && !dueAt.isAfter(Instant.now());
  }

  /** Telling nothing of those that wait before it. */
  public MessageRecord withoutOthers() {
    return new MessageRecord(
        message, state, attempts, dueAt, waitsFor, 0, latest, events, offspring);
  }

  /** As one whose outcome is unknown, to be asked about by somebody who does not own its task. */
  public MessageTask unknown() {
    return as(MessageState.UNKNOWN);
  }

  /** As the call left it that sent it. */
  public MessageTask sent() {
    return as(MessageState.SENT);
  }

  private MessageTask as(MessageState last) {
    int queries = 0;
    UUID source = null;
    Instant startedAt = null;
    String providerId = null;
    UUID callId = null;
    for (TraceEvent event : events) {
      TraceEvent.Call call = event.call();
      if (event.kind() == TraceEvent.Kind.QUERY) {
        queries++;
      } else if (call != null) {
        source = call.sourceId();
        startedAt = event.at().minusMillis(call.durationMillis());
        callId = call.together() == null ? null : call.together().call();
      }
      if (call != null && call.providerId() != null) {
        providerId = call.providerId();
      }
    }
    return new MessageTask(
        message,
        last,
        attempts,
        0,
        queries,
        source,
        startedAt,
        providerId,
        events.size(),
        null,
        callId);
  }

  /** A message made from another. */
  public record Offspring(UUID id, Origin.Kind kind, String requestedBy) {
    /** Not a fallback. */
    public boolean isResend() {
      return kind == Origin.Kind.RESEND;
    }
  }
}
