package dev.herald.channels.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import dev.herald.channel.sms.Gsm7;
import dev.herald.channel.sms.SmsSegments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as it goes over the wire: in GSM-7, an octet for each, where all of it fits, else in
 * UCS-2; divided where it is longer than one short message.
 *
 * @param coding data_coding
 * @param concatenated whether each part begins with which of how many it is
 */
record SmppParts(byte coding, boolean concatenated, List<byte[]> parts) {
  static final byte DEFAULT = 0;
  static final byte LATIN_1 = 3;
  static final byte UCS_2 = 8;
  static final int MOST = 255;
  private static final int HEAD = 6;

  /**
   * @param reference the same for all parts, and another for each message
   */
  static SmppParts of(String text, byte reference) {
    boolean gsm7 = Gsm7.fits(text);
    List<String> texts = SmsSegments.split(text);
    List<byte[]> parts = new ArrayList<>(texts.size());
    for (String each : texts) {
      byte[] octets = gsm7 ? Gsm7.octets(each) : each.getBytes(UTF_16BE);
      parts.add(
          texts.size() == 1 ? octets : headed(octets, reference, texts.size(), parts.size() + 1));
    }
    return new SmppParts(gsm7 ? DEFAULT : UCS_2, texts.size() > 1, parts);
  }

  private static byte[] headed(byte[] octets, byte reference, int total, int number) {
    byte[] part = new byte[HEAD + octets.length];
    byte[] head = {5, 0, 3, reference, (byte) total, (byte) number};
    System.arraycopy(head, 0, part, 0, HEAD);
    System.arraycopy(octets, 0, part, HEAD, octets.length);
    return part;
  }

  /** What somebody wrote. */
  static String text(byte[] octets, byte coding, boolean headed) {
    int head = headed && octets.length > 0 ? Math.min(octets.length, 1 + (octets[0] & 0xff)) : 0;
    byte[] body = Arrays.copyOfRange(octets, head, octets.length);
    return switch (coding) {
      case UCS_2 -> new String(body, UTF_16BE);
      case LATIN_1 -> new String(body, ISO_8859_1);
      default -> Gsm7.text(body);
    };
  }
}
