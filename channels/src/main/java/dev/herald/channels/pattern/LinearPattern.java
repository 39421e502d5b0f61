package dev.herald.channels.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.herald.channels.reason.PatternReason;
import dev.herald.channels.reason.PatternReason.PatternUnread.Flaw;

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

    private final transient PatternReason reason;

    Unusable(PatternReason reason) {
      super(reason.toString(), null, false, false);
      this.reason = reason;
    }

    public PatternReason reason() {
      return reason;
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
          new PatternReason.PatternUnread(flaw(wrong), wrong.getDescription(), wrong.getPattern()));
    }
  }

  private static Flaw flaw(PatternSyntaxException wrong) {
    return switch (wrong.getDescription()) {
      case "invalid escape sequence" -> Flaw.ESCAPE;
      case "missing closing )" -> Flaw.GROUP_UNCLOSED;
      case "missing closing ]" -> Flaw.BRACKET_UNCLOSED;
      case "missing argument to repetition operator" -> Flaw.NOTHING_TO_REPEAT;
      case "invalid nested repetition operator" -> Flaw.REPEATED_TWICE;
      case "invalid repeat count" -> Flaw.COUNT;
      case "invalid character class range" -> Flaw.RANGE;
      default -> Flaw.OTHER;
    };
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
