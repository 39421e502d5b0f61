package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Message;
import dev.herald.channel.Source;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Templates;
import dev.herald.server.preference.PageLinks;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes of a task and a source what a connector is given. */
@Component
class Composition {
  private final ConnectorCatalog connectors;
  private final Templates templates;
  private final Renderer renderer;
  private final Nodes nodes;
  private final PageLinks links;

  Composition(
      ConnectorCatalog connectors,
      Templates templates,
      Renderer renderer,
      Nodes nodes,
      PageLinks links) {
    this.connectors = connectors;
    this.templates = templates;
    this.renderer = renderer;
    this.nodes = nodes;
    this.links = links;
  }

  /** By the template version that it was accepted with. */
  Rendering render(MessageTask task) {
    NewMessage message = task.message();
    MessageContext context = message.context();
    Rendering rendering =
        renderer.render(
            templates.version(context.route().templateVersionId()),
            context.data(),
            context.locale(),
            context.zone(),
            () -> links.of(message, nodes.get(message.ownership().nodeId())));
    return rendering instanceof Rendering.Rendered(Content.Email email)
        ? new Rendering.Rendered(unsubscribable(email, message))
        : rendering;
  }

  /** With the header by which a person unsubscribes, unless the template has one of its own. */
  private Content.Email unsubscribable(Content.Email email, NewMessage message) {
    Content.MailHeader header = email.header();
    if (header.unsubscribe() != null) {
      return email;
    }
    String link = links.oneClick(message, nodes.get(message.ownership().nodeId()));
    return link == null
        ? email
        : email.with(new Content.MailHeader(header.replyTo(), header.cc(), header.bcc(), link));
  }

  Message message(MessageTask task, Source source, Content content) {
    Route route = task.message().context().route();
    return new Message(
        task.id(), task.trial(), route.channel(), source, content, route.destination());
  }

  Optional<Connector> connector(MessageTask task, ConfiguredSource source) {
    return task.message().context().goesToStandIns()
        ? connectors.standIn(source)
        : connectors.serving(source);
  }
}
