package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.Cancellation;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What callers see of messages that were accepted, and how they call them off; each its own. */
@Component
public class MessageDesk {
  private final MessageReach reach;
  private final MessageViews views;
  private final Cancellation cancellation;

  MessageDesk(MessageReach reach, MessageViews views, Cancellation cancellation) {
    this.reach = reach;
    this.views = views;
    this.cancellation = cancellation;
  }

  MessageView find(Caller caller, UUID id) {
    return views.whole(reach.message(caller, id));
  }

  /**
   * @throws RequestProblem.Conflict when its context does not open
   */
  public static void requireOpen(NewMessage message) {
    if (message.context().doesNotOpen()) {
      throw new RequestProblem.Conflict(
          "what the message says does not open: its row was changed, or it was sealed with another"
              + " key; restore its row, or start Herald with that key");
    }
  }

  MessageView cancel(Caller caller, UUID id) {
    MessageRecord found = reach.message(caller, id);
    if (!cancellation.cancel(found.message(), caller.name())) {
      MessageState now = reach.message(caller, id).state();
      throw new RequestProblem.Conflict(
          "only a message that is PENDING can be cancelled; this one is " + now);
    }
    return find(caller, id);
  }
}
