package dev.herald.sandbox.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.ReceivedContent;

/** A short message as it was handed over. */
record ReceivedSms(String text, String spoken) implements Outbox.Parts {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final int ESCAPE = 0x1b;
  private static final int UCS_2 = 8;
  private static final int LATIN_1 = 3;

  @Override
  public ReceivedContent content() {
    return new ReceivedContent(null, text, null);
  }

  @Override
  public String raw() {
    return spoken + "\n\n" + text;
  }

  static String decoded(byte[] octets, int coding) {
    return switch (coding) {
      case UCS_2 -> new String(octets, UTF_16BE);
      case LATIN_1 -> new String(octets, ISO_8859_1);
      default -> gsm7(octets);
    };
  }

  private static String gsm7(byte[] octets) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == ESCAPE && i + 1 < octets.length) {
        text.append(extended(octets[++i]));
      } else {
        text.append(BASIC.charAt(octets[i] & 0x7f));
      }
    }
    return text.toString();
  }

  private static char extended(byte octet) {
    return switch (octet) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> '?';
    };
  }
}
