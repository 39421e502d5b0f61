package dev.herald.server.template.language;

import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
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
      case Link _ -> Content.Link.class;
      case ProviderTemplate _ -> Content.ProviderTemplate.class;
      case Payload _ -> Content.Payload.class;
    };
  }

  /**
   * An email; at least one of the two bodies. Subject, addresses and URL are one line each.
   *
   * @param html HTML, or MJML, which becomes HTML
   */
  record Email(
      String subject, @Nullable String html, @Nullable String text, Content.MailHeader header)
      implements TemplateBody {
    public Email(String subject, @Nullable String html, @Nullable String text) {
      this(subject, html, text, Content.MailHeader.NONE);
    }
  }

  /** Plain text, for SMS and for chats. */
  record Text(String text, Mentions mentions) implements TemplateBody {
    public Text(String text) {
      this(text, Mentions.NONE);
    }
  }

  /** A titled Markdown text, for chats. The title is one line. */
  record Markdown(String title, String markdown, Mentions mentions) implements TemplateBody {
    public Markdown(String title, String markdown) {
      this(title, markdown, Mentions.NONE);
    }
  }

  /** A card that opens a page. Title and addresses are one line each. */
  record Link(String title, String text, String url, @Nullable String picture)
      implements TemplateBody {}

  /**
   * A template that the provider keeps.
   *
   * @param template the provider's id of it, as it is
   * @param params in the order of the provider's placeholders, each one line
   * @param names of the placeholders, as they are; empty where they have none
   */
  record ProviderTemplate(
      String template, List<String> params, List<String> names, @Nullable String preview)
      implements TemplateBody {
    public ProviderTemplate {
      params = List.copyOf(params);
      names = List.copyOf(names);
    }

    public ProviderTemplate(String template, List<String> params, @Nullable String preview) {
      this(template, params, List.of(), preview);
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
