package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.Route;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ways in which a task leaves this process's hands. */
final class Settlements {
  private Settlements() {}

  static Settlement finished(
      MessageTask task,
      Instant now,
      MessageState state,
      Reason reason,
      TraceEvent.@Nullable Call call) {
    return new Settlement.Finished(task, event(task, now, state, reason, call, null, null), null);
  }

  /** Fails by this channel, and goes on by the next one of the plan if there is one. */
  static Settlement failed(
      MessageTask task, Instant now, Reason reason, TraceEvent.@Nullable Call call) {
    return givenUp(task, now, MessageState.FAILED, reason, call);
  }

  /** As above, in a state that a message may end in without being sent. */
  static Settlement givenUp(
      MessageTask task,
      Instant now,
      MessageState state,
      Reason reason,
      TraceEvent.@Nullable Call call) {
    List<Route> rest = task.message().context().fallback();
    if (rest.isEmpty()) {
      return finished(task, now, state, reason, call);
    }
    NewMessage next = task.message().byNextChannel(Origin.Kind.FALLBACK);
    Reason goesOn = new TraceReason.GoesOnBy(reason, rest.getFirst().channel().name());
    return new Settlement.Finished(
        task, event(task, now, state, goesOn, call, null, next.id()), next);
  }

  /** Comes back later; at its expiry at the latest, so that it expires when it said it would. */
  static Settlement postponed(
      MessageTask task,
      Instant now,
      Instant dueAt,
      boolean counts,
      Reason reason,
      TraceEvent.@Nullable Call call) {
    Instant due = untilExpiry(task, dueAt);
    return new Settlement.Postponed(
        task,
        event(task, now, MessageState.PENDING, reason, call, due, null),
        due,
        counts ? task.attempt() : task.attempt() - 1,
        counts ? task.failures() + 1 : task.failures(),
        task.queries());
  }

  private static Instant untilExpiry(MessageTask task, Instant dueAt) {
    Instant expiry = task.message().expiresAt();
    return expiry != null && expiry.isBefore(dueAt) ? expiry : dueAt;
  }

  /** Comes back later without an event of its own: the next one tells of the wait. */
  static Settlement deferred(MessageTask task, Instant now, Instant dueAt, Reason reason) {
    return new Settlement.Deferred(task, now, untilExpiry(task, dueAt), reason);
  }

  /** Held as unknown, to be asked about. */
  static Settlement held(
      MessageTask task,
      Instant now,
      Instant dueAt,
      int queries,
      Reason reason,
      TraceEvent.@Nullable Call call) {
    return new Settlement.Postponed(
        task,
        event(task, now, MessageState.UNKNOWN, reason, call, dueAt, null),
        dueAt,
        task.attempt(),
        task.failures(),
        queries);
  }

  private static TraceEvent event(
      MessageTask task,
      Instant now,
      MessageState state,
      Reason reason,
      TraceEvent.@Nullable Call call,
      @Nullable Instant nextAt,
      @Nullable UUID related) {
    TraceEvent.Kind kind =
        call == null
            ? TraceEvent.Kind.DECISION
            : task.state() == MessageState.UNKNOWN
                ? TraceEvent.Kind.QUERY
                : TraceEvent.Kind.ATTEMPT;
    return new TraceEvent(
        now, kind, state, afterWaiting(task, reason), call, nextAt, related, null);
  }

  private static Reason afterWaiting(MessageTask task, Reason reason) {
    MessageTask.Deferral deferral = task.deferral();
    return deferral == null
        ? reason
        : new TraceReason.AfterWaiting(reason, deferral.times(), deferral.reason());
  }
}
