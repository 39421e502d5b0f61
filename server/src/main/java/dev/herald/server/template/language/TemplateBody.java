package dev.herald.server.template.language;

import dev.herald.channel.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A template's content as it is written. Its texts are Mustache over the node's variables; {@link
 * dev.herald.channel.Content} is what becomes of it.
 */
public sealed interface TemplateBody {

  /** What becomes of it. */
  default Class<? extends Content> content() {
    return switch (this) {
      case Email _ -> Content.Email.class;
      case Text _ -> Content.Text.class;
      case Markdown _ -> Content.Markdown.class;
      case ProviderTemplate _ -> Content.ProviderTemplate.class;
      case Payload _ -> Content.Payload.class;
    };
  }

  /** An email; at least one of the two bodies. The subject is one line. */
  record Email(String subject, @Nullable String html, @Nullable String text)
      implements TemplateBody {}

  /** Plain text, for SMS and for chats. */
  record Text(String text) implements TemplateBody {}

  /** A titled Markdown text, for chats. The title is one line. */
  record Markdown(String title, String markdown) implements TemplateBody {}

  /**
   * A template that the provider keeps.
   *
   * @param template the provider's id of it, as it is
   * @param params in the order of the provider's placeholders, each one line
   */
  record ProviderTemplate(String template, List<String> params, @Nullable String preview)
      implements TemplateBody {
    public ProviderTemplate {
      params = List.copyOf(params);
    }
  }

  /**
   * A JSON document for a machine. Its strings are templates; one that is a single variable and
   * nothing else becomes that variable's JSON value, whatever its type, and null when it is absent.
   *
   * @param type the event type, as it is
   * @param json an object
   */
  record Payload(String type, JsonNode json) implements TemplateBody {}
}
