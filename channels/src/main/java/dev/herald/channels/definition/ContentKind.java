package dev.herald.channels.definition;

import dev.herald.channel.Content;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of content by the word that definitions have for them. */
enum ContentKind {
  TEXT(Content.Text.class),
  MARKDOWN(Content.Markdown.class),
  EMAIL(Content.Email.class),
  TEMPLATE(Content.ProviderTemplate.class),
  PAYLOAD(Content.Payload.class);

  static final List<String> WORDS = Arrays.stream(values()).map(ContentKind::word).toList();

  private final Class<? extends Content> type;

  ContentKind(Class<? extends Content> type) {
    this.type = type;
  }

  static ContentKind of(Content content) {
    return switch (content) {
      case Content.Text _ -> TEXT;
      case Content.Markdown _ -> MARKDOWN;
      case Content.Email _ -> EMAIL;
      case Content.ProviderTemplate _ -> TEMPLATE;
      case Content.Payload _ -> PAYLOAD;
    };
  }

  Class<? extends Content> type() {
    return type;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
