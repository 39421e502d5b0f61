package dev.herald.server.template.language;

import java.util.Locale;

/** The attribute that an HTML tag has come to, followed a character at a time. */
final class HtmlAttribute {
  private static final int LONGEST = 64;

  private enum At {
    NOTHING,
    NAME,
    BEHIND_NAME,
    EQUALS,
    VALUE
  }

  private final StringBuilder name = new StringBuilder();
  private At at = At.NOTHING;
  private boolean blank;

  void forget() {
    name.setLength(0);
    at = At.NOTHING;
  }

  /** One character outside of quotes. */
  void follow(char c) {
    if (isSpace(c)) {
      at = at == At.NAME ? At.BEHIND_NAME : at;
    } else if (c == '=' && (at == At.NAME || at == At.BEHIND_NAME)) {
      at = At.EQUALS;
    } else if (isOfName(c)) {
      if (at != At.NAME) {
        forget();
        at = At.NAME;
      }
      if (name.length() < LONGEST) {
        name.append(c);
      }
    } else {
      forget();
    }
  }

  /** A quote begins: the attribute's value, where a name and an equals sign came before. */
  void open() {
    if (at != At.EQUALS) {
      forget();
    }
    at = At.VALUE;
    blank = true;
  }

  /** One character inside of the quotes. */
  void value(char c) {
    blank &= Character.isWhitespace(c);
  }

  /** In lower case; empty when the value belongs to none. */
  String name() {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing but space stands in the value so far. */
  boolean isBlank() {
    return blank;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isOfName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "_:-".indexOf(c) >= 0;
  }
}
