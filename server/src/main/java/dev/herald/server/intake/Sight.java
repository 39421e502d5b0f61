package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.MessageFilter;
import dev.herald.server.task.MessageRecord;
import dev.herald.server.task.Messages;
import dev.herald.server.task.NewMessage;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which messages a caller may see. Those of others are not there for it. */
@Component
class Sight {
  private final Messages messages;

  Sight(Messages messages) {
    this.messages = messages;
  }

  /**
   * @throws RequestProblem.NotFound when there is none, or it is not the caller's to see
   */
  MessageRecord message(Caller caller, UUID id) {
    return messages
        .find(id)
        .filter(found -> covers(caller, found.message()))
        .orElseThrow(() -> new RequestProblem.NotFound("message", id));
  }

  static boolean covers(Caller caller, NewMessage message) {
    MessageFilter.Whose whose = of(caller);
    return whose.applicationIds().isEmpty()
        || whose.applicationIds().contains(message.ownership().applicationId());
  }

  static MessageFilter.Whose of(Caller caller) {
    return switch (caller) {
      case Caller.Administrator _ -> MessageFilter.Whose.ANY;
      case Caller.OfApplication(var application) ->
          new MessageFilter.Whose(Set.of(application.id()), Set.of(), Set.of());
    };
  }
}
