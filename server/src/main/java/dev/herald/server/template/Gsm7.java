package dev.herald.server.template;

import java.util.List;

/** The alphabet of GSM 03.38. A text that fits it costs less than half of one that does not. */
final class Gsm7 {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final int MOST_NAMED = 10;

  private Gsm7() {}

  /** How many septets a character takes: 1, or 2 behind an escape; 0 when it is not of it. */
  static int septets(char letter) {
    return BASIC.indexOf(letter) >= 0 ? 1 : EXTENDED.indexOf(letter) >= 0 ? 2 : 0;
  }

  static boolean fits(CharSequence text) {
    return text.chars().allMatch(letter -> septets((char) letter) > 0);
  }

  /** The first characters that are not of it, each once, as {@code ’ U+2019}. */
  static List<String> others(String text) {
    return text.codePoints()
        .filter(c -> !Character.isBmpCodePoint(c) || septets((char) c) == 0)
        .distinct()
        .limit(MOST_NAMED)
        .mapToObj(c -> "%s U+%04X".formatted(Character.toString(c), c))
        .toList();
  }
}
