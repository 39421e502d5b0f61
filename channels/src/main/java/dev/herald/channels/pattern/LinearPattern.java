package dev.herald.channels.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A pattern that somebody wrote: a regular expression of ECMA-262 that RE2 finds in time linear in
 * the text, hence without look-around and back-references. How large it becomes is known before
 * anything is compiled, since a repeat of a repeat is written out.
 */
public final class LinearPattern {
  private final Pattern compiled;
  private final int size;

  private LinearPattern(Pattern compiled, int size) {
    this.compiled = compiled;
    this.size = size;
  }

  /** Why a text is no pattern. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String expected;

    Unusable(String reason, String expected) {
      super(reason, null, false, false);
      this.reason = reason;
      this.expected = expected;
    }

    public String reason() {
      return reason;
    }

    /** What would be right. */
    public String expected() {
      return expected;
    }
  }

  /**
   * @throws Unusable when it is no such expression, or becomes too large
   */
  public static LinearPattern of(String written) throws Unusable {
    PatternSource.Read source = PatternSource.read(written);
    try {
      return new LinearPattern(Pattern.compile(source.re2()), source.size());
    } catch (PatternSyntaxException wrong) {
      throw new Unusable(
          "is no regular expression: %s, '%s'"
              .formatted(wrong.getDescription(), wrong.getPattern()),
          "a regular expression without look-around and back-references");
    }
  }

  /** How many steps one character of a text may take. */
  public int size() {
    return size;
  }

  /** Whether it stands anywhere in a text. */
  public boolean isIn(String text) {
    return compiled.matcher(text).find();
  }

  /** Whether the whole text is as it says. */
  public boolean isAllOf(String text) {
    return compiled.matches(text);
  }
}
