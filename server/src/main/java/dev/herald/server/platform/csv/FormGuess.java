package dev.herald.server.platform.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds out how a file is written while its bytes pass. Every byte is looked at: a file may begin
 * with a thousand lines of digits and have its first Chinese name behind them.
 */
public final class FormGuess {
  private static final String SEPARATOR_LINE = "sep=";
  private static final int HEAD = 64 * 1_024;

  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer unread = CharBuffer.allocate(8_192);
  private final byte[] head = new byte[HEAD];
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private int length;
  private boolean isUtf8 = true;

  public void add(byte[] bytes, int count) {
    int kept = Math.min(count, HEAD - length);
    System.arraycopy(bytes, 0, head, length, kept);
    length += kept;
    if (isUtf8) {
      decode(joined(bytes, count), false);
    }
  }

  /** A character may be cut by the end of a block. */
  private ByteBuffer joined(byte[] bytes, int count) {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + count);
    return all.put(rest).put(bytes, 0, count).flip();
  }

  private void decode(ByteBuffer bytes, boolean last) {
    CoderResult result;
    do {
      unread.clear();
      result = utf8.decode(bytes, unread, last);
    } while (result.isOverflow());
    isUtf8 = !result.isError();
    rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  /** When all of it has passed. */
  public CsvForm form() {
    if (isUtf8) {
      decode(rest, true);
    }
    CsvEncoding encoding = encoding();
    String text = new String(head, 0, length, encoding.charset());
    return new CsvForm(encoding, delimiter(firstLine(text)));
  }

  private CsvEncoding encoding() {
    if (starts(0xFF, 0xFE)) {
      return CsvEncoding.UTF_16LE;
    }
    if (starts(0xFE, 0xFF)) {
      return CsvEncoding.UTF_16BE;
    }
    int even = zeros(0);
    int odd = zeros(1);
    if (length >= 4 && Math.max(even, odd) > length / 8) {
      return odd > even ? CsvEncoding.UTF_16LE : CsvEncoding.UTF_16BE;
    }
    return isUtf8 ? CsvEncoding.UTF_8 : CsvEncoding.GB18030;
  }

  private boolean starts(int... bytes) {
    return length >= bytes.length
        && Arrays.equals(
            bytes, new int[] {Byte.toUnsignedInt(head[0]), Byte.toUnsignedInt(head[1])});
  }

  /** Latin letters and digits have a zero beside them in UTF-16. */
  private int zeros(int first) {
    int zeros = 0;
    for (int at = first; at < length; at += 2) {
      if (head[at] == 0) {
        zeros++;
      }
    }
    return zeros;
  }

  private static String firstLine(String text) {
    int end = 0;
    boolean quoted = false;
    while (end < text.length() && (quoted || "\r\n".indexOf(text.charAt(end)) < 0)) {
      quoted ^= text.charAt(end) == '"';
      end++;
    }
    return text.substring(0, end);
  }

  /** The one that stands most often outside of quotes in the line of the names. */
  private static char delimiter(String line) {
    int named = line.indexOf(SEPARATOR_LINE) + SEPARATOR_LINE.length();
    if (line.length() == named + 1
        && line.contains(SEPARATOR_LINE)
        && CsvForm.DELIMITERS.indexOf(line.charAt(named)) >= 0) {
      return line.charAt(named);
    }
    int[] counts = new int[CsvForm.DELIMITERS.length()];
    boolean quoted = false;
    for (char each : line.toCharArray()) {
      quoted ^= each == '"';
      int which = CsvForm.DELIMITERS.indexOf(each);
      if (!quoted && which >= 0) {
        counts[which]++;
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return CsvForm.DELIMITERS.charAt(most);
  }
}
