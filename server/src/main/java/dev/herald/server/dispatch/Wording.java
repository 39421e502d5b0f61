package dev.herald.server.dispatch;

import dev.herald.channel.Content;
import dev.herald.server.node.Templates;
import dev.herald.server.task.MessageContext;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import org.springframework.stereotype.Component;

/** What a message says, from the template version that it was accepted with. */
@Component
class Wording {
  private final Templates templates;
  private final Renderer renderer;

  Wording(Templates templates, Renderer renderer) {
    this.templates = templates;
    this.renderer = renderer;
  }

  /** The kind of content that it will be. */
  Class<? extends Content> content(MessageContext context) {
    return templates.version(context.route().templateVersionId()).body().content();
  }

  Rendering of(MessageContext context) {
    return renderer.render(
        templates.version(context.route().templateVersionId()),
        context.data(),
        context.locale(),
        context.zone());
  }
}
