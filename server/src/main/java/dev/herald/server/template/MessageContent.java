package dev.herald.server.template;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Reason;
import dev.herald.channel.sms.SmsSegments;
import dev.herald.server.reason.WordedReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a message says.
 *
 * @param format {@code email}, {@code text}, {@code markdown}, {@code template}, {@code payload},
 *     or {@code none} when it can't be rendered
 * @param language of its template
 * @param text of a template: what the recipient reads, as far as Herald knows it
 * @param sms what it costs as a short message
 */
public record MessageContent(
    String format,
    String language,
    @Nullable String subject,
    @Nullable String html,
    @Nullable String text,
    @Nullable String title,
    @Nullable String markdown,
    java.util.@Nullable List<String> params,
    @Nullable String template,
    @Nullable String type,
    @Nullable JsonNode json,
    @Nullable SmsSegments sms,
    @Nullable String failure) {
  private static final ObjectReader EXACT =
      JsonMapper.shared().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  public static MessageContent of(Rendering rendering, Channel channel, String language) {
    return switch (rendering) {
      case Rendering.Rendered(Content content) -> new Shown(language, channel).of(content);
      case Rendering.Failed(Reason reason) ->
          new MessageContent(
              "none",
              language,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              WordedReason.of(reason).text());
    };
  }

  private record Shown(String language, Channel channel) {
    MessageContent of(Content content) {
      return switch (content) {
        case Content.Email(var subject, var html, var text, _) ->
            shown("email", subject, html, text, null, null);
        case Content.Text(var text, _) -> shown("text", null, null, text, null, null);
        case Content.Markdown(var title, var markdown, _) ->
            shown("markdown", null, null, null, title, markdown);
        case Content.Link(var title, var text, var url, _) ->
            shown("markdown", null, null, null, title, "%s\n\n[%s](%s)".formatted(text, url, url));
        case Content.ProviderTemplate(var template, var params, _, var preview) ->
            new MessageContent(
                "template",
                language,
                null,
                null,
                preview,
                null,
                null,
                params,
                template,
                null,
                null,
                sms(preview),
                null);
        case Content.Payload(var type, var json) ->
            new MessageContent(
                "payload",
                language,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                type,
                EXACT.readTree(json),
                null,
                null);
      };
    }

    private MessageContent shown(
        String format,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String title,
        @Nullable String markdown) {
      return new MessageContent(
          format, language, subject, html, text, title, markdown, null, null, null, null, sms(text),
          null);
    }

    private @Nullable SmsSegments sms(@Nullable String text) {
      return text != null && channel.equals(Channel.SMS) ? SmsSegments.of(text) : null;
    }
  }
}
