package dev.herald.channels.pattern;

import dev.herald.channels.pattern.LinearPattern.Unusable;
import dev.herald.channels.reason.PatternReason;

/** A class of characters in a pattern of ECMA-262, written as RE2 knows it. */
final class PatternClass {
  private static final String ANY = "[\\x00-\\x{10ffff}]";
  private static final int MOST_SIGNS = 50_000;

  private static final String NONE = "[^\\x00-\\x{10ffff}]";

  private final String written;
  private final int start;
  private final boolean withoutCase;
  private final StringBuilder re2;
  private int at;

  /**
   * @param start where its bracket stands
   */
  PatternClass(String written, int start, boolean withoutCase, StringBuilder re2) {
    this.written = written;
    this.start = start;
    this.withoutCase = withoutCase;
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
    int before = re2.length();
    while (at < written.length() && written.charAt(at) != ']') {
      part();
      requireReadable(re2.length() - before);
    }
    if (at == written.length()) {
      throw new Unusable(new PatternReason.BracketUnclosed(written.codePointCount(0, start) + 1));
    }
    re2.append(']');
    return at + 1;
  }

  /** A property of characters takes some thousand signs to write. */
  private void requireReadable(int signs) throws Unusable {
    if (signs > MOST_SIGNS) {
      throw new Unusable(new PatternReason.PatternTooWide(written.codePointCount(0, at) + 1));
    }
  }

  private void part() throws Unusable {
    switch (written.charAt(at)) {
      case '\\' -> {
        boolean backspace = written.startsWith("\\b", at);
        at = backspace ? at + 2 : new PatternEscape(written, at, true, withoutCase, re2).read();
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
