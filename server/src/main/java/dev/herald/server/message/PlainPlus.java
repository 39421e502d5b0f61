package dev.herald.server.message;

import java.util.Set;

/**
 * Texts of an address in which somebody wrote {@code +} as it is. Addresses have it for a space,
 * and neither an email nor a phone number begins with a space or has one before its {@code @}.
 */
final class PlainPlus {
  private PlainPlus() {}

  /** The text as it came, and as it was meant if a plus became a space. */
  static Set<String> readings(String text) {
    int at = text.lastIndexOf('@');
    if (at > 0 && text.strip().indexOf(' ') > 0 && text.indexOf(' ') < at) {
      return Set.of(text, text.substring(0, at).replace(' ', '+') + text.substring(at));
    }
    return text.startsWith(" ") ? Set.of(text, "+" + text.strip()) : Set.of(text);
  }
}
