package dev.herald.channels.pattern;

import com.ibm.icu.text.UnicodeSet;
import dev.herald.channels.pattern.LinearPattern.Unusable;
import dev.herald.channels.reason.PatternReason;
import java.util.List;

/** One escape of a pattern of ECMA-262, written as RE2 knows it. */
final class PatternEscape {
  private static final int LONGEST_SHOWN = 6;
  private static final List<String> PROPERTIES = List.of("\\p{L}", "\\p{Script=Han}", "\\p{Emoji}");
  private static final List<String> CHARACTERS = List.of("\\u4e00", "\\u{1F600}");
  private final String written;
  private final int start;
  private final boolean inClass;
  private final boolean withoutCase;
  private final StringBuilder re2;

  /**
   * @param start where its backslash stands
   * @param inClass whether it stands in brackets
   * @param withoutCase whether the pattern is compared without case, somewhere
   */
  PatternEscape(
      String written, int start, boolean inClass, boolean withoutCase, StringBuilder re2) {
    this.written = written;
    this.start = start;
    this.inClass = inClass;
    this.withoutCase = withoutCase;
    this.re2 = re2;
  }

  /** Where the pattern goes on behind it. */
  int read() throws Unusable {
    if (start + 1 == written.length()) {
      throw new Unusable(new PatternReason.BackslashLast());
    }
    char c = written.charAt(start + 1);
    return switch (c) {
      case 'u' -> codePoint();
      case 'c' -> control();
      case 'p', 'P' -> property(c);
      case 's', 'S' -> space(c);
      case '0' -> {
        re2.append("\\x00");
        yield start + 2;
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
          throw new Unusable(new PatternReason.RefersBack("\\" + c, character()));
      case 'Q', 'E', 'C' ->
          throw new Unusable(new PatternReason.EscapeUnknown("\\" + c, character()));
      default -> {
        re2.append('\\').append(c);
        yield start + 2;
      }
    };
  }

  private int codePoint() throws Unusable {
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

  private int property(char kind) throws Unusable {
    int end = written.indexOf('}', start);
    if (!written.startsWith("{", start + 2) || end < 0) {
      re2.append('\\').append(kind);
      return start + 2;
    }
    UnicodeSet set = UnicodeProperty.of(written.substring(start + 3, end));
    if (set == null) {
      throw new Unusable(new PatternReason.PropertyUnknown(part(end + 1), character(), PROPERTIES));
    }
    if (inClass && withoutCase) {
      String name = UnicodeProperty.ofRe2(written.substring(start + 3, end));
      re2.append('\\').append(kind).append('{').append(name).append('}');
      return end + 1;
    }
    return characters(set, kind == 'P', end + 1);
  }

  /** As with properties, RE2's own is quicker in a class that is compared without case. */
  private int space(char kind) {
    if (inClass && withoutCase && kind == 'S') {
      re2.append("\\S");
      return start + 2;
    }
    return characters(UnicodeProperty.spaces(), kind == 'S', start + 2);
  }

  private int characters(UnicodeSet set, boolean others, int next) {
    re2.append(
        inClass
            ? UnicodeProperty.inClass(set, others)
            : UnicodeProperty.alone(set, others, withoutCase));
    return next;
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
        new PatternReason.CharacterUnknown(part(start + LONGEST_SHOWN), character(), CHARACTERS));
  }

  private String part(int end) {
    return written.substring(start, Math.min(written.length(), end));
  }

  /** Counted from 1, as people see them. */
  private int character() {
    return written.codePointCount(0, start) + 1;
  }
}
