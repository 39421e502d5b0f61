package dev.herald.server.feed;

import dev.herald.channel.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a message says, as a program reads it.
 *
 * @param format which of the others are there
 * @param type of a payload: the event's
 * @param json of a payload
 */
record FeedContent(
    @Schema(allowableValues = {"payload", "text", "markdown", "link", "email"}) String format,
    @Nullable String type,
    @Nullable JsonNode json,
    @Nullable String title,
    @Nullable String text,
    @Nullable String markdown,
    @Nullable String html,
    @Nullable String url) {
  private static final ObjectReader EXACT =
      JsonMapper.shared().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static FeedContent of(Content content) {
    return switch (content) {
      case Content.Payload(var type, var json) ->
          new FeedContent("payload", type, EXACT.readTree(json), null, null, null, null, null);
      case Content.Text(var text, _) ->
          new FeedContent("text", null, null, null, text, null, null, null);
      case Content.Markdown(var title, var markdown, _) ->
          new FeedContent("markdown", null, null, title, null, markdown, null, null);
      case Content.Link(var title, var text, var url, _) ->
          new FeedContent("link", null, null, title, text, null, null, url);
      case Content.Email(var subject, var html, var text, _, _) ->
          new FeedContent("email", null, null, subject, text, null, html, null);
      case Content.ProviderTemplate template ->
          new FeedContent("text", null, null, null, template.preview(), null, null, null);
    };
  }

  @Override
  public String toString() {
    return "content of a feed's message";
  }
}
