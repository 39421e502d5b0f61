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
public class RecallDesk {
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
    recall(reach.message(caller, id), caller.name(), others);
    return desk.find(caller, id);
  }

  /**
   * As above, whose ever it is.
   *
   * @param actor who takes it back
   */
  public void recall(UUID id, String actor, boolean others) {
    recall(reach.message(new Caller.Administrator(), id), actor, others);
  }

  private void recall(MessageRecord found, String actor, boolean others) {
    switch (found.state()) {
      case PENDING -> desk.cancel(found, actor);
      case SENT, DELIVERED -> recallSent(found, actor, others);
      case RECALLED, CANCELLED -> {}
      case SENDING, UNDELIVERED, FAILED, EXPIRED, DIGESTED, SUPPRESSED, UNKNOWN ->
          throw notSent(found.state());
    }
  }

  private static RequestProblem notSent(MessageState state) {
    return new RequestProblem.Conflict(new ProblemReason.MessageNotSent(state.name()));
  }

  private void recallSent(MessageRecord found, String actor, boolean others) {
    MessageDesk.requireOpen(found.message());
    MessageTask task = found.sent();
    List<UUID> together = task.callId() == null ? List.of(task.id()) : calls.of(task.callId());
    if (together.size() > 1 && !others) {
      throw new RequestProblem.Conflict(new ProblemReason.RecallTakesOthers(together.size()));
    }
    switch (provider.recall(task)) {
      case Recalled.Done(TraceEvent.Call call) -> tell(actor, task.id(), together, call);
      case Recalled.NotNow(var why, var after) ->
          throw new RequestProblem.TooMany(new ProblemReason.RecallRefused(why), after);
      case Recalled.Refused(var why) -> throw conflict(new ProblemReason.RecallRefused(why));
      case Recalled.Unanswered(var why) -> throw conflict(new ProblemReason.RecallUnanswered(why));
      case Recalled.NotPossible(String connector) ->
          throw conflict(new ProblemReason.RecallImpossible(connector));
      case Recalled.TooLate(var within) ->
          throw conflict(new ProblemReason.RecallTooLate(Durations.print(within)));
      case Recalled.WithoutId _ -> throw conflict(new ProblemReason.RecallWithoutId());
    }
  }

  private static RequestProblem conflict(ProblemReason reason) {
    return new RequestProblem.Conflict(reason);
  }

  /** All of them are gone, so each of their traces says so. */
  private void tell(String actor, UUID id, List<UUID> together, TraceEvent.Call call) {
    for (UUID each : together) {
      boolean asked = each.equals(id);
      trace.append(
          each,
          new TraceEvent(
              clock.instant(),
              TraceEvent.Kind.RECALLED,
              MessageState.RECALLED,
              asked
                  ? new TraceReason.Recalled(actor)
                  : new TraceReason.RecalledWith(actor, id.toString()),
              asked ? call : null,
              null,
              null,
              actor));
    }
  }
}
