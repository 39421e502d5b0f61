package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Message;
import dev.herald.channel.Source;
import dev.herald.server.node.Templates;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageTask;
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

  Composition(ConnectorCatalog connectors, Templates templates, Renderer renderer) {
    this.connectors = connectors;
    this.templates = templates;
    this.renderer = renderer;
  }

  /** By the template version that it was accepted with. */
  Rendering render(MessageTask task) {
    MessageContext context = task.message().context();
    return renderer.render(
        templates.version(context.route().templateVersionId()),
        context.data(),
        context.locale(),
        context.zone());
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
