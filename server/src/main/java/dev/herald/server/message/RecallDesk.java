package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Durations;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageRecall;
import dev.herald.server.task.MessageRecall.Recalled;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.CallMembers;
import dev.herald.server.task.store.TraceAppender;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes messages back. One that waits is called off, one that was sent is taken back by its
 * provider, where that can.
 *
 * <p>Where several went in one call, their provider knows them as one and takes back all or none.
 */
@Component
class RecallDesk {
  private final MessageReach reach;
  private final MessageDesk desk;
  private final MessageRecall provider;
  private final CallMembers calls;
  private final TraceAppender trace;
  private final Clock clock;

  RecallDesk(
      MessageReach reach,
      MessageDesk desk,
      MessageRecall provider,
      CallMembers calls,
      TraceAppender trace,
      Clock clock) {
    this.reach = reach;
    this.desk = desk;
    this.provider = provider;
    this.calls = calls;
    this.trace = trace;
    this.clock = clock;
  }

  /**
   * What nobody has any more stays as it is.
   *
   * @param others whether those that went in the same call may be taken back, too
   * @throws RequestProblem.Conflict when it can't be taken back, with why
   */
  MessageView recall(Caller caller, UUID id, boolean others) {
    MessageRecord found = reach.message(caller, id);
    return switch (found.state()) {
      case PENDING -> desk.cancel(caller, id);
      case SENT, DELIVERED -> recallSent(caller, found, others);
      case RECALLED, CANCELLED -> desk.find(caller, id);
      case SENDING, UNDELIVERED, FAILED, EXPIRED, SUPPRESSED, UNKNOWN ->
          throw notSent(found.state());
    };
  }

  private static RequestProblem notSent(MessageState state) {
    return new RequestProblem.Conflict(new ProblemReason.MessageNotSent(state.name()));
  }

  private MessageView recallSent(Caller caller, MessageRecord found, boolean others) {
    MessageDesk.requireOpen(found.message());
    MessageTask task = found.sent();
    List<UUID> together = task.callId() == null ? List.of(task.id()) : calls.of(task.callId());
    if (together.size() > 1 && !others) {
      throw new RequestProblem.Conflict(new ProblemReason.RecallTakesOthers(together.size()));
    }
    switch (provider.recall(task)) {
      case Recalled.Done(TraceEvent.Call call) -> tell(caller, task.id(), together, call);
      case Recalled.Refused(var why) -> throw conflict(new ProblemReason.RecallRefused(why));
      case Recalled.Unanswered(var why) -> throw conflict(new ProblemReason.RecallUnanswered(why));
      case Recalled.NotPossible(String connector) ->
          throw conflict(new ProblemReason.RecallImpossible(connector));
      case Recalled.TooLate(var within) ->
          throw conflict(new ProblemReason.RecallTooLate(Durations.print(within)));
      case Recalled.WithoutId _ -> throw conflict(new ProblemReason.RecallWithoutId());
    }
    return desk.find(caller, task.id());
  }

  private static RequestProblem conflict(ProblemReason reason) {
    return new RequestProblem.Conflict(reason);
  }

  /** All of them are gone, so each of their traces says so. */
  private void tell(Caller caller, UUID id, List<UUID> together, TraceEvent.Call call) {
    for (UUID each : together) {
      boolean asked = each.equals(id);
      trace.append(
          each,
          new TraceEvent(
              clock.instant(),
              TraceEvent.Kind.RECALLED,
              MessageState.RECALLED,
              asked
                  ? new TraceReason.Recalled(caller.name())
                  : new TraceReason.RecalledWith(caller.name(), id.toString()),
              asked ? call : null,
              null,
              null,
              caller.name()));
    }
  }
}
