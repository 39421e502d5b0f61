package dev.herald.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rendered message body. */
public sealed interface Content {

  /** All that a recipient could read in it. */
  default List<String> texts() {
    return switch (this) {
      case Text(String text) -> List.of(text);
      case Markdown(String title, String markdown) -> List.of(title, markdown);
      case Email(String subject, String html, String text) -> present(subject, html, text);
      case ProviderTemplate(_, List<String> params, String preview) -> {
        List<String> texts = new ArrayList<>(params);
        texts.addAll(present(preview));
        yield texts;
      }
      case Payload(_, String json) -> List.of(json);
    };
  }

  private static List<String> present(@Nullable String... texts) {
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        present.add(text);
      }
    }
    return present;
  }

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
