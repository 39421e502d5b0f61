package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Reason;
import dev.herald.channel.sms.SmsSegments;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.TemplateVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A preview as it is shown: a content, or why there is none.
 *
 * @param version the number of the template version; null for what is not saved
 * @param sms what its text costs as a short message
 */
record PreviewView(
    String channel,
    @Nullable UUID template,
    @Nullable Integer version,
    @Nullable String locale,
    @Nullable Content content,
    @Nullable SmsSegments sms,
    @Nullable String failure) {

  static PreviewView of(Previews.Preview preview) {
    TemplateVersion version = preview.version();
    String channel = preview.channel().name();
    UUID template = version == null ? null : version.template().id();
    Integer number = version == null ? null : version.number();
    String locale = version == null ? null : version.template().locale().toLanguageTag();
    return switch (preview.rendering()) {
      case Rendering.Rendered(Content content) ->
          new PreviewView(
              channel, template, number, locale, content, sms(preview.channel(), content), null);
      case Rendering.Failed(Reason reason) ->
          new PreviewView(
              channel, template, number, locale, null, null, WordedReason.of(reason).text());
    };
  }

  private static @Nullable SmsSegments sms(Channel channel, Content content) {
    if (!channel.equals(Channel.SMS)) {
      return null;
    }
    return switch (content) {
      case Content.Text(String text, _) -> SmsSegments.of(text);
      case Content.ProviderTemplate template -> {
        String text = template.preview();
        yield text == null ? null : SmsSegments.of(text);
      }
      case Content.Email _, Content.Markdown _, Content.Link _, Content.Payload _ -> null;
    };
  }
}
