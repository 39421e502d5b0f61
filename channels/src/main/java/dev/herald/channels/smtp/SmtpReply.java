package dev.herald.channels.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server said.
 *
 * @param code three digits
 * @param enhanced the code of RFC 3463, for example {@code 5.1.1}; empty when there is none
 * @param text the whole of it
 */
record SmtpReply(int code, String enhanced, String text) {
  private static final Pattern REPLY =
      Pattern.compile("(?s)([2-5]\\d\\d)[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?.*");

  /** Null when it is none. */
  static @Nullable SmtpReply parse(@Nullable String text) {
    Matcher matcher = REPLY.matcher(text == null ? "" : text.strip());
    if (!matcher.matches()) {
      return null;
    }
    String enhanced = matcher.group(2) == null ? "" : matcher.group(2);
    return new SmtpReply(Integer.parseInt(matcher.group(1)), enhanced, matcher.group());
  }

  boolean isTransient() {
    return code / 100 == 4;
  }

  /** For the trace: {@code 550 5.1.1}. */
  String status() {
    return enhanced.isEmpty() ? Integer.toString(code) : code + " " + enhanced;
  }
}
