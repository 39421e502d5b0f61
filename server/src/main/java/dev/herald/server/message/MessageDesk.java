package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.OutcomeInquiry;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.Cancellation;
import dev.herald.server.task.store.TraceAppender;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What callers see of messages that were accepted, how they call them off, and how they have a
 * provider asked; each its own.
 */
@Component
public class MessageDesk {
  private final MessageReach reach;
  private final MessageViews views;
  private final Cancellation cancellation;
  private final OutcomeInquiry inquiry;
  private final TraceAppender trace;

  MessageDesk(
      MessageReach reach,
      MessageViews views,
      Cancellation cancellation,
      OutcomeInquiry inquiry,
      TraceAppender trace) {
    this.reach = reach;
    this.views = views;
    this.cancellation = cancellation;
    this.inquiry = inquiry;
    this.trace = trace;
  }

  MessageView find(Caller caller, UUID id) {
    return views.whole(reach.message(caller, id));
  }

  /**
   * @throws RequestProblem.Conflict when its context does not open, or was erased
   */
  public static void requireOpen(NewMessage message) {
    if (message.context().wasErased()) {
      throw new RequestProblem.Conflict(new ProblemReason.MessageErased());
    }
    if (message.context().doesNotOpen()) {
      throw new RequestProblem.Conflict(new ProblemReason.MessageUnopened());
    }
  }

  MessageView cancel(Caller caller, UUID id) {
    cancel(reach.message(caller, id), caller.name());
    return find(caller, id);
  }

  /**
   * @param actor who calls it off
   */
  void cancel(MessageRecord found, String actor) {
    UUID id = found.message().id();
    if (!cancellation.cancel(found.message(), actor)) {
      MessageState now = reach.message(new Caller.Administrator(), id).state();
      throw new RequestProblem.Conflict(new ProblemReason.MessageNotPending(now.name()));
    }
  }

  /**
   * Asks the provider what became of a message that nobody knows it of. What it says is appended to
   * the trace, whether the message still waits to be asked about or was left to a person.
   */
  MessageView ask(Caller caller, UUID id) {
    MessageRecord found = reach.message(caller, id);
    if (found.state() != MessageState.UNKNOWN) {
      throw notUnknown(found.state());
    }
    requireOpen(found.message());
    TraceEvent told =
        inquiry
            .ask(found.unknown())
            .orElseThrow(() -> new RequestProblem.Conflict(new ProblemReason.ProviderNotAskable()));
    return switch (trace.append(id, told.by(caller.name()))) {
      case TraceAppender.Appended.Written _ -> find(caller, id);
      case TraceAppender.Appended.NotFrom(MessageState now) -> throw notUnknown(now);
      case TraceAppender.Appended.InFlight _ ->
          throw new RequestProblem.Conflict(new ProblemReason.ProviderBeingAsked());
      case TraceAppender.Appended.NoMessage _ ->
          throw new RequestProblem.NotFound(Thing.MESSAGE, id);
    };
  }

  private static RequestProblem notUnknown(MessageState now) {
    return new RequestProblem.Conflict(new ProblemReason.MessageNotUnknown(now.name()));
  }
}
