package dev.herald.channel.mask;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The ways in which a text writes characters that it may not hold as they are. */
enum Escape {
  JSON('\\') {
    @Override
    int read(String text, int at, StringBuilder out) {
      if (text.charAt(at) != '\\' || at + 1 == text.length()) {
        return 0;
      }
      char kind = text.charAt(at + 1);
      if (kind == 'u') {
        int code = number(text, at + 2, at + 6, 16);
        return code < 0 ? 0 : append(out, (char) code, 6);
      }
      int which = "\"\\/bfnrt'".indexOf(kind);
      return which < 0 ? 0 : append(out, "\"\\/\b\f\n\r\t'".charAt(which), 2);
    }
  },
  PERCENT('%') {
    @Override
    int read(String text, int at, StringBuilder out) {
      return percent(text, at, out);
    }
  },
  /** As forms have it: percent signs, and a plus for a space. */
  FORM('+') {
    @Override
    int read(String text, int at, StringBuilder out) {
      return text.charAt(at) == '+' ? append(out, ' ', 1) : percent(text, at, out);
    }
  },
  HTML('&') {
    @Override
    int read(String text, int at, StringBuilder out) {
      int end = text.indexOf(';', at);
      if (text.charAt(at) != '&' || end < 0 || end - at > LONGEST_ENTITY) {
        return 0;
      }
      int code = entity(text, at + 1, end);
      return code < 0 ? 0 : append(out, (char) code, end + 1 - at);
    }
  };

  private static final int LONGEST_ENTITY = 9;
  private static final Map<String, Character> ENTITIES =
      Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');

  private final char mark;

  Escape(char mark) {
    this.mark = mark;
  }

  boolean isIn(String text) {
    return text.indexOf(mark) >= 0;
  }

  /**
   * Reads one escape and appends what it stands for.
   *
   * @return how long it is; 0 when none begins here
   */
  abstract int read(String text, int at, StringBuilder out);

  private static int append(StringBuilder out, char c, int length) {
    out.append(c);
    return length;
  }

  /** One character of UTF-8, which is up to four bytes. */
  private static int percent(String text, int at, StringBuilder out) {
    int first = text.charAt(at) == '%' ? number(text, at + 1, at + 3, 16) : -1;
    if (first < 0) {
      return 0;
    }
    int length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int start = at + 3 * i;
      int octet =
          start < text.length() && text.charAt(start) == '%'
              ? number(text, start + 1, start + 3, 16)
              : -1;
      if (octet < 0) {
        return append(out, (char) first, 3);
      }
      bytes[i] = (byte) octet;
    }
    out.append(new String(bytes, StandardCharsets.UTF_8));
    return 3 * length;
  }

  private static int entity(String text, int start, int end) {
    if (start < end && text.charAt(start) == '#') {
      boolean hex = start + 1 < end && (text.charAt(start + 1) | 0x20) == 'x';
      return number(text, hex ? start + 2 : start + 1, end, hex ? 16 : 10);
    }
    Character named = ENTITIES.get(text.substring(start, end));
    return named == null ? -1 : named;
  }

  /** A number of digits only; -1 when it is none. */
  private static int number(String text, int start, int end, int radix) {
    if (end > text.length() || start >= end) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
