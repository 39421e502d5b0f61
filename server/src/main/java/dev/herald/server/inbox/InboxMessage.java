package dev.herald.server.inbox;

import dev.herald.channel.Content;
import dev.herald.server.platform.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in an inbox. All of it is text, and to be shown as such.
 *
 * @param at when it was accepted
 * @param format how the text is written
 * @param url the page that it is about: of HTTP or HTTPS, or left out
 * @param readAt left out: it is unread
 */
record InboxMessage(
    UUID id,
    Instant at,
    @Schema(allowableValues = {"text", "markdown", "link"}) String format,
    @Nullable String title,
    String text,
    @Nullable String url,
    @Nullable Instant readAt,
    @Nullable Instant archivedAt) {

  /** Empty when the content is of a kind that no inbox takes. */
  static Optional<InboxMessage> of(InboxStore.Entry entry, Content content) {
    return switch (content) {
      case Content.Text(var text, _) -> Optional.of(of(entry, "text", null, text, null));
      case Content.Markdown(var title, var markdown, _) ->
          Optional.of(of(entry, "markdown", title, markdown, null));
      case Content.Link(var title, var text, var url, _) ->
          Optional.of(of(entry, "link", title, text, safe(url)));
      case Content.Email _, Content.ProviderTemplate _, Content.Payload _ -> Optional.empty();
    };
  }

  private static InboxMessage of(
      InboxStore.Entry entry,
      String format,
      @Nullable String title,
      String text,
      @Nullable String url) {
    return new InboxMessage(
        entry.messageId(),
        Ids.madeAt(entry.messageId()),
        format,
        title,
        text,
        url,
        entry.readAt(),
        entry.archivedAt());
  }

  /** Null unless it leads to a page: a script is no page. */
  static @Nullable String safe(String url) {
    try {
      URI uri = new URI(url.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))
          ? uri.toString()
          : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "message " + id;
  }
}
