package dev.herald.channels.pattern;

import dev.herald.channels.pattern.LinearPattern.Unusable;
import java.util.Map;

/** One escape of a pattern of ECMA-262, written as RE2 knows it. */
final class PatternEscape {
  private static final String EXPECTED = "a pattern of ECMA-262 without back-references";
  private static final Map<String, String> CATEGORIES =
      Map.of(
          "Letter", "L",
          "Uppercase_Letter", "Lu",
          "Lowercase_Letter", "Ll",
          "Mark", "M",
          "Number", "N",
          "Decimal_Number", "Nd",
          "Punctuation", "P",
          "Symbol", "S");

  private final String written;
  private final int start;
  private final StringBuilder re2;

  /**
   * @param start where its backslash stands
   */
  PatternEscape(String written, int start, StringBuilder re2) {
    this.written = written;
    this.start = start;
    this.re2 = re2;
  }

  /** Where the pattern goes on behind it. */
  int read() throws Unusable {
    if (start + 1 == written.length()) {
      throw new Unusable("ends in a backslash", "\\\\ for a backslash");
    }
    char c = written.charAt(start + 1);
    return switch (c) {
      case 'u' -> character();
      case 'c' -> control();
      case 'p', 'P' -> property(c);
      case '0' -> {
        re2.append("\\x00");
        yield start + 2;
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
          throw new Unusable("refers back to a group", EXPECTED);
      case 'Q', 'E', 'C' -> throw new Unusable("has the escape \\" + c, EXPECTED);
      default -> {
        re2.append('\\').append(c);
        yield start + 2;
      }
    };
  }

  private int character() throws Unusable {
    if (written.startsWith("{", start + 2)) {
      int end = written.indexOf('}', start);
      return end < 0 ? wrong() : put(hex(start + 3, end), end + 1);
    }
    int first = hex(start + 2, start + 6);
    if (Character.isHighSurrogate((char) first) && written.startsWith("\\u", start + 6)) {
      int second = hex(start + 8, start + 12);
      if (Character.isLowSurrogate((char) second)) {
        return put(Character.toCodePoint((char) first, (char) second), start + 12);
      }
    }
    return put(first, start + 6);
  }

  private int put(int character, int next) throws Unusable {
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    if (character < 0 || character > Character.MAX_CODE_POINT || half) {
      return wrong();
    }
    re2.append("\\x{").append(Integer.toHexString(character)).append('}');
    return next;
  }

  private int control() throws Unusable {
    char letter = start + 2 < written.length() ? written.charAt(start + 2) : ' ';
    if ((letter < 'A' || letter > 'Z') && (letter < 'a' || letter > 'z')) {
      return wrong();
    }
    return put(letter % 32, start + 3);
  }

  /** {@code \p{Script=Han}} is {@code \p{Han}} there, and {@code \p{Letter}} is {@code \p{L}}. */
  private int property(char kind) throws Unusable {
    int end = written.indexOf('}', start);
    if (!written.startsWith("{", start + 2) || end < 0) {
      re2.append('\\').append(kind);
      return start + 2;
    }
    String name = written.substring(start + 3, end);
    String value = name.substring(name.indexOf('=') + 1);
    re2.append('\\').append(kind).append('{');
    re2.append(CATEGORIES.getOrDefault(value, value)).append('}');
    return end + 1;
  }

  private int hex(int from, int to) throws Unusable {
    if (to > written.length() || from == to || to - from > 6) {
      return wrong();
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(written.charAt(i), 16);
      if (digit < 0) {
        return wrong();
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private int wrong() throws Unusable {
    throw new Unusable(
        "has an escape that stands for no character", "a character, or \\u and four hex digits");
  }
}
