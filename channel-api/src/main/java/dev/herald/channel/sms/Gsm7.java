package dev.herald.channel.sms;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The alphabet of GSM 03.38. A text that fits it costs less than half of one that does not. */
public final class Gsm7 {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final byte[] EXTENDED_AT = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };
  private static final int ESCAPE = 0x1b;
  private static final int MOST_NAMED = 10;

  private Gsm7() {}

  /** How many septets a character takes: 1, or 2 behind an escape; 0 when it is not of it. */
  static int septets(char letter) {
    return BASIC.indexOf(letter) >= 0 ? 1 : EXTENDED.indexOf(letter) >= 0 ? 2 : 0;
  }

  public static boolean fits(CharSequence text) {
    return text.chars().allMatch(letter -> septets((char) letter) > 0);
  }

  /**
   * As it goes over SMPP: an octet for a septet, and two for an extended character.
   *
   * @param text that fits
   */
  public static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      int basic = BASIC.indexOf(letter);
      if (basic >= 0) {
        octets.write(basic < ESCAPE ? basic : basic + 1);
      } else {
        octets.write(ESCAPE);
        octets.write(EXTENDED_AT[EXTENDED.indexOf(letter)]);
      }
    }
    return octets.toByteArray();
  }

  /** The text that such octets are; what they do not have is left out. */
  public static String text(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i] & 0x7f;
      if (octet != ESCAPE) {
        text.append(BASIC.charAt(octet < ESCAPE ? octet : octet - 1));
      } else if (++i < octets.length) {
        int extended = indexOf(octets[i]);
        text.append(extended < 0 ? "" : EXTENDED.charAt(extended));
      }
    }
    return text.toString();
  }

  private static int indexOf(byte octet) {
    for (int i = 0; i < EXTENDED_AT.length; i++) {
      if (EXTENDED_AT[i] == octet) {
        return i;
      }
    }
    return -1;
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
