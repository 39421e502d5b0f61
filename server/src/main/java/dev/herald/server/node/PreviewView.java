package dev.herald.server.node;

import dev.herald.channel.Content;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A preview as it is shown: a content, or why there is none.
 *
 * @param version the number of the template version; null for what is not saved
 */
record PreviewView(
    String channel,
    @Nullable UUID template,
    @Nullable Integer version,
    @Nullable String locale,
    @Nullable Content content,
    @Nullable String failure) {

  static PreviewView of(Previews.Preview preview) {
    TemplateVersion version = preview.version();
    String channel = preview.channel().name();
    UUID template = version == null ? null : version.template().id();
    Integer number = version == null ? null : version.number();
    String locale = version == null ? null : version.template().locale().toLanguageTag();
    return switch (preview.rendering()) {
      case Rendering.Rendered(Content content) ->
          new PreviewView(channel, template, number, locale, content, null);
      case Rendering.Failed(String reason) ->
          new PreviewView(channel, template, number, locale, null, reason);
    };
  }
}
