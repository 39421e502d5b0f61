package dev.herald.channels.definition.value;

import dev.herald.channel.Content;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of content by the word that definitions have for them. */
public enum ContentKind {
  TEXT(Content.Text.class, "text", "mentions"),
  MARKDOWN(Content.Markdown.class, "title", "markdown", "mentions"),
  LINK(Content.Link.class, "title", "text", "url", "picture"),
  EMAIL(Content.Email.class, "subject", "html", "text"),
  TEMPLATE(Content.ProviderTemplate.class, "template", "params", "named", "preview"),
  PAYLOAD(Content.Payload.class, "type", "json");

  public static final List<String> WORDS = Arrays.stream(values()).map(ContentKind::word).toList();

  private final Class<? extends Content> type;
  private final Set<String> members;

  ContentKind(Class<? extends Content> type, String... members) {
    this.type = type;
    this.members = Set.of(members);
  }

  public static List<ContentKind> havingMember(String member) {
    return Arrays.stream(values()).filter(kind -> kind.members().contains(member)).toList();
  }

  /** What definitions can read of it. */
  public Set<String> members() {
    return Stream.concat(Stream.of("kind", "plain"), members.stream()).collect(Collectors.toSet());
  }

  public static ContentKind of(Content content) {
    return switch (content) {
      case Content.Text _ -> TEXT;
      case Content.Markdown _ -> MARKDOWN;
      case Content.Link _ -> LINK;
      case Content.Email _ -> EMAIL;
      case Content.ProviderTemplate _ -> TEMPLATE;
      case Content.Payload _ -> PAYLOAD;
    };
  }

  public Class<? extends Content> type() {
    return type;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
