package dev.herald.server.platform.problem;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Which texts can be kept as they are. UTF-8 has no half of a surrogate pair, and PostgreSQL no
 * U+0000; a text with either would be lost or changed on its way.
 */
public final class KeptText {
  /** What is wrong with a text that can't be kept. */
  public static final String FAULT =
      "has U+0000 or half of a surrogate pair, which no text can keep";

  private static final char REPLACEMENT = '\ufffd';

  /** Letters and symbols by their kind, and nothing to the eye. */
  private static final String BLANK = "\u115f\u1160\u2800\u3164\uffa0";

  private static final int AT_ONCE = 1_024;

  private KeptText() {}

  /** Whether a text has neither U+0000 nor half of a surrogate pair. */
  public static boolean isKept(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || isHalf(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** The text with U+FFFD in the place of what can't be kept. */
  public static String kept(String text) {
    if (isKept(text)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text);
    for (int i = 0; i < kept.length(); i++) {
      if (kept.charAt(i) == 0 || isHalf(kept, i)) {
        kept.setCharAt(i, REPLACEMENT);
      }
    }
    return kept.toString();
  }

  /**
   * Libraries would also read UTF-16 and UTF-32, and take some bytes that are no UTF-8.
   *
   * @throws RequestProblem.Malformed when a body is no UTF-8, or has a byte of zero
   */
  public static void requireUtf8(byte[] body) {
    int wrong = firstNotUtf8(body);
    for (int i = 0; wrong < 0 && i < body.length; i++) {
      wrong = body[i] == 0 ? i : -1;
    }
    if (wrong >= 0) {
      throw new RequestProblem.Malformed(
          "the body is no text in UTF-8 at its byte %,d".formatted(wrong + 1L));
    }
  }

  /** Where the first byte stands that is not UTF-8, counted from 0; -1 when all are. */
  public static int firstNotUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(Math.min(bytes.length + 1, AT_ONCE));
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return result.isError() ? in.position() : -1;
  }

  /** Whether anything of a text can be seen: more than spaces, controls and marks of no width. */
  public static boolean isSeen(CharSequence text) {
    return text.codePoints()
        .anyMatch(c ->
            switch (Character.getType(c)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SPACE_SEPARATOR,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  false;
              default -> BLANK.indexOf(c) < 0;
            });
  }

  private static boolean isHalf(CharSequence text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
