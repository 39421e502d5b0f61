package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Page;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.Cancellation;
import dev.herald.server.task.MessageRecord;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.Messages;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** What callers do with messages that were accepted; each sees only its own. */
@Component
class MessageDesk {
  private final Messages messages;
  private final MessageViews views;
  private final MessageFilters filters;
  private final Intake intake;
  private final Cancellation cancellation;
  private final ResendTimes resendTimes;

  MessageDesk(
      Messages messages,
      MessageViews views,
      MessageFilters filters,
      Intake intake,
      Cancellation cancellation,
      ResendTimes resendTimes) {
    this.messages = messages;
    this.views = views;
    this.filters = filters;
    this.intake = intake;
    this.cancellation = cancellation;
    this.resendTimes = resendTimes;
  }

  MessageView find(Caller caller, UUID id) {
    return views.whole(visible(caller, id));
  }

  private MessageRecord visible(Caller caller, UUID id) {
    return messages
        .find(id)
        .filter(found ->
            switch (caller) {
              case Caller.Administrator _ -> true;
              case Caller.OfApplication(var application) ->
                  application.id().equals(found.message().ownership().applicationId());
            })
        .orElseThrow(() -> new RequestProblem.NotFound("message", id));
  }

  Page<MessageView> list(Caller caller, Map<String, String> parameters) {
    MessageFilters.Query query = filters.read(caller, parameters);
    List<MessageRecord> found = messages.list(query.filter(), query.size() + 1);
    return Page.of(
        found.stream().map(views::inList).toList(), query.size(), view -> view.id().toString());
  }

  Saved.Ack resend(Caller caller, UUID id, @Nullable String key) {
    MessageRecord found = visible(caller, id);
    if (found.state() == MessageState.PENDING || found.state() == MessageState.SENDING) {
      throw new RequestProblem.Conflict(
          "the message is still on its way (%s); wait for it, or cancel it first"
              .formatted(found.state()));
    }
    NewMessage first = found.message();
    UUID requestId = Ids.next();
    NewMessage again =
        new NewMessage(
            Ids.next(),
            requestId,
            first.ownership(),
            first.lane(),
            caller.name(),
            null,
            resendTimes.expiry(first),
            null,
            new Origin(Origin.Kind.RESEND, id),
            first.context());
    return intake.save(
        first.lane(),
        new Submission(
            requestId,
            first.ownership().applicationId(),
            IdempotencyKeys.of(key, "resend " + id, JsonNodeFactory.instance.objectNode()),
            List.of(again)));
  }

  MessageView cancel(Caller caller, UUID id) {
    MessageRecord found = visible(caller, id);
    if (!cancellation.cancel(found.message(), caller.name())) {
      MessageState now = visible(caller, id).state();
      throw new RequestProblem.Conflict(
          "only a message that is PENDING can be cancelled; this one is " + now);
    }
    return find(caller, id);
  }
}
