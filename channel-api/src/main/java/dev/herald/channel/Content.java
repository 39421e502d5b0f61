package dev.herald.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rendered message body. */
public sealed interface Content {

  /** Plain text, for SMS and for chats. */
  record Text(String text) implements Content {}

  /** A titled Markdown text, for chats. Each connector says which subset its provider shows. */
  record Markdown(String title, String markdown) implements Content {}

  /** An email; at least one of the two bodies is there. */
  record Email(String subject, @Nullable String html, @Nullable String text) implements Content {
    public Email {
      if (html == null && text == null) {
        throw new IllegalArgumentException("an email needs an html or a text body");
      }
    }
  }

  /**
   * A template that the provider keeps, with the values it is to be filled with.
   *
   * @param template the provider's own id of it
   * @param params in the order of the provider's placeholders
   * @param preview what the recipient will read, as far as Herald knows it
   */
  record ProviderTemplate(String template, List<String> params, @Nullable String preview)
      implements Content {
    public ProviderTemplate {
      params = List.copyOf(params);
    }
  }

  /**
   * A JSON document for a machine that listens, for example behind a webhook.
   *
   * @param type the event type, for example {@code grant.vested}
   * @param json a JSON object
   */
  record Payload(String type, String json) implements Content {}
}
