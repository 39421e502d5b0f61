package dev.herald.server.message;

import dev.herald.channel.Destination;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.node.Templates;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.template.MessageContent;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.TemplateVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is inside a message: what it says, and to those who may, what it was made of. */
@Component
class MessageInside {
  private final MessageReach reach;
  private final Templates templates;
  private final Renderer renderer;
  private final RevealLog reveals;
  private final AuditLog audit;

  MessageInside(
      MessageReach reach,
      Templates templates,
      Renderer renderer,
      RevealLog reveals,
      AuditLog audit) {
    this.reach = reach;
    this.templates = templates;
    this.renderer = renderer;
    this.reveals = reveals;
    this.audit = audit;
  }

  /** Rendered anew from the kept version and variables, with the secret ones masked. */
  MessageContent content(Caller caller, UUID id) {
    MessageContext context = opened(reach.message(caller, id)).context();
    TemplateVersion version = templates.version(context.route().templateVersionId());
    return MessageContent.of(
        renderer.render(version, version.masked(context.data()), context.locale(), context.zone()),
        context.route().channel(),
        version.template().locale().toLanguageTag());
  }

  private static NewMessage opened(MessageRecord found) {
    MessageDesk.requireOpen(found.message());
    return found.message();
  }

  /** Nothing is masked here. */
  record Revealed(Address destination, @Nullable String recipient, JsonNode variables) {
    record Address(Destination.Kind kind, String address) {}

    @Override
    public String toString() {
      return "revealed message";
    }
  }

  /** Shows all of it, once it is recorded who looked. */
  Revealed reveal(Caller caller, UUID id) {
    NewMessage message = opened(reach.message(caller, id));
    reveals.record(id, caller.name());
    audit.record(Act.of("message.revealed", "message", id));
    Destination to = message.context().route().destination();
    return new Revealed(
        new Revealed.Address(to.kind(), to.address()),
        message.context().recipient(),
        message.context().data());
  }
}
