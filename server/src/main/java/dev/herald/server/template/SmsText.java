package dev.herald.server.template;

import dev.herald.channel.Content;
import dev.herald.channel.sms.Gsm7;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Takes out of a short message what nobody sees and everybody pays for: one character beyond GSM-7
 * makes a part hold 70 characters in place of 160.
 *
 * <p>Spaces of every width and tabs become spaces; line and paragraph separators become line
 * breaks; zero-width spaces, byte order marks, word joiners and soft hyphens are dropped. What
 * joins letters or emoji, chooses how they look, or says which way they run is dropped only where
 * the text then fits GSM-7, whose letters need none of it. What can be seen stays as it is.
 */
final class SmsText {
  private static final String NEVER_NEEDED = "\u00ad\u200b\u2060\ufeff\u180e";
  private static final int IDEOGRAPHIC_SPACE = 0x3000;

  private SmsText() {}

  static Content cleaned(Content content) {
    return switch (content) {
      case Content.Text(String text, var mentions) -> new Content.Text(cleaned(text), mentions);
      case Content.ProviderTemplate(var template, List<String> params, var names, var preview) ->
          new Content.ProviderTemplate(
              template,
              params.stream().map(SmsText::cleaned).toList(),
              names,
              preview == null ? null : cleaned(preview));
      case Content.Email _, Content.Markdown _, Content.Link _, Content.Payload _ -> content;
    };
  }

  static String cleaned(String text) {
    if (Gsm7.fits(text)) {
      return text;
    }
    String bare = mapped(text, SmsText::bare);
    return Gsm7.fits(bare) ? bare : mapped(text, SmsText::meant);
  }

  private static String mapped(String text, IntFunction<String> each) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> mapped.append(each.apply(c)));
    return mapped.toString();
  }

  private static String bare(int c) {
    boolean invisible =
        switch (Character.getType(c)) {
          case Character.FORMAT -> true;
          default -> isVariationSelector(c);
        };
    return invisible ? "" : c == IDEOGRAPHIC_SPACE ? " " : meant(c);
  }

  private static String meant(int c) {
    if (NEVER_NEEDED.indexOf(c) >= 0) {
      return "";
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> c == IDEOGRAPHIC_SPACE ? Character.toString(c) : " ";
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "\n";
      default -> c == '\t' ? " " : Character.toString(c);
    };
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
  }
}
