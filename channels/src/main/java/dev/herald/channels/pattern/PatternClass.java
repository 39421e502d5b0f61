package dev.herald.channels.pattern;

import dev.herald.channels.pattern.LinearPattern.Unusable;

/** A class of characters in a pattern of ECMA-262, written as RE2 knows it. */
final class PatternClass {
  private static final String ANY = "[\\x00-\\x{10ffff}]";
  private static final String NONE = "[^\\x00-\\x{10ffff}]";

  private final String written;
  private final int start;
  private final StringBuilder re2;
  private int at;

  /**
   * @param start where its bracket stands
   */
  PatternClass(String written, int start, StringBuilder re2) {
    this.written = written;
    this.start = start;
    this.re2 = re2;
    this.at = start;
  }

  /** Where the pattern goes on behind it. */
  int read() throws Unusable {
    if (written.startsWith("[]", at)) {
      re2.append(NONE);
      return at + 2;
    }
    if (written.startsWith("[^]", at)) {
      re2.append(ANY);
      return at + 3;
    }
    re2.append('[');
    at++;
    while (at < written.length() && written.charAt(at) != ']') {
      part();
    }
    if (at == written.length()) {
      throw new Unusable(
          "has a [ that is not closed at character %d"
              .formatted(written.codePointCount(0, start) + 1),
          "] after it");
    }
    re2.append(']');
    return at + 1;
  }

  private void part() throws Unusable {
    switch (written.charAt(at)) {
      case '\\' -> {
        boolean backspace = written.startsWith("\\b", at);
        at = backspace ? at + 2 : new PatternEscape(written, at, true, re2).read();
        re2.append(backspace ? "\\x08" : "");
      }
      case '[' -> {
        re2.append("\\[");
        at++;
      }
      default -> re2.append(written.charAt(at++));
    }
  }
}
