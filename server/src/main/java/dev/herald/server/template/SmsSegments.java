package dev.herald.server.template;

/**
 * What a text costs as a short message. One that fits GSM 03.38 has 160 characters, or 153 in each
 * part of several; any other 70 or 67, counted in UTF-16.
 *
 * @param encoding {@code GSM-7} or {@code UCS-2}
 * @param characters that it takes; an extended one of GSM-7 takes two
 * @param segments that are paid for
 * @param perSegment how many characters each of them holds
 */
public record SmsSegments(String encoding, int characters, int segments, int perSegment) {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";

  public static SmsSegments of(String text) {
    int septets = 0;
    for (char letter : text.toCharArray()) {
      if (BASIC.indexOf(letter) >= 0) {
        septets++;
      } else if (EXTENDED.indexOf(letter) >= 0) {
        septets += 2;
      } else {
        return split("UCS-2", text.length(), 70, 67);
      }
    }
    return split("GSM-7", septets, 160, 153);
  }

  private static SmsSegments split(String encoding, int characters, int alone, int inParts) {
    return characters <= alone
        ? new SmsSegments(encoding, characters, 1, alone)
        : new SmsSegments(encoding, characters, Math.ceilDiv(characters, inParts), inParts);
  }
}
