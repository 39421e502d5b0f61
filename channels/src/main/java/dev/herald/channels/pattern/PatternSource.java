package dev.herald.channels.pattern;

import dev.herald.channels.pattern.LinearPattern.Unusable;
import dev.herald.channels.reason.PatternReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a pattern of ECMA-262 once, from left to right, writes it as RE2 does, and counts the steps
 * that it compiles to. What is wrong in other ways is left for RE2 to say.
 */
final class PatternSource {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 30;
  private static final int LARGEST = 4_000;
  private static final int MOST_REPEATS = 1_000;
  private static final int MOST_DIGITS = 6;

  private static final int MOST_SIGNS = 100_000;
  private static final Pattern WITHOUT_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");
  private static final List<String> LOOKS = List.of("(?=", "(?!", "(?<=", "(?<!");

  /** What a dot stands for. */
  private static final String IN_A_LINE = "[^\\n\\r\\x{2028}\\x{2029}]";

  private final String written;
  private final boolean withoutCase;
  private final StringBuilder re2 = new StringBuilder();
  private final Deque<Group> around = new ArrayDeque<>();
  private Group group = new Group();
  private int at;

  private PatternSource(String written) {
    this.written = written;
    this.withoutCase = WITHOUT_CASE.matcher(written).find();
  }

  /** What is read of a group: the steps of all, and of the last part, which may be repeated. */
  private static final class Group {
    private long steps;
    private long last;

    void part(long size) {
      steps += last;
      last = size;
    }

    long size() {
      return steps + last + 2;
    }
  }

  /**
   * @param size its steps
   */
  record Read(String re2, int size) {}

  static Read read(String written) throws Unusable {
    if (written.length() > LONGEST) {
      throw new Unusable(new PatternReason.PatternTooLong(written.length(), LONGEST));
    }
    return new PatternSource(written).read();
  }

  private Read read() throws Unusable {
    while (at < written.length()) {
      requireReadable();
      char c = written.charAt(at);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> {
          at = new PatternClass(written, at, withoutCase, re2).read();
          group.part(1);
        }
        case '\\' -> {
          at = new PatternEscape(written, at, false, withoutCase, re2).read();
          group.part(1);
        }
        case '*', '+', '?' -> {
          group.last++;
          copy(1);
        }
        case '{' -> repeat();
        case '.' -> {
          re2.append(IN_A_LINE);
          at++;
          group.part(1);
        }
        default -> {
          group.part(1);
          copy(1);
        }
      }
      requireSmall();
    }
    while (!around.isEmpty()) {
      close();
    }
    return new Read(re2.toString(), (int) group.size());
  }

  private void open() throws Unusable {
    if (around.size() >= DEEPEST) {
      throw new Unusable(new PatternReason.PatternTooNested(DEEPEST));
    }
    around.push(group);
    group = new Group();
    for (String look : LOOKS) {
      if (isNext(look)) {
        throw new Unusable(new PatternReason.LooksAround(look, character()));
      }
    }
    if (isNext("(?<")) {
      named();
    } else {
      copy(isNext("(?") ? 2 : 1);
    }
  }

  /** Nothing refers to a group by its name, which RE2 takes in ASCII only. */
  private void named() throws Unusable {
    int end = written.indexOf('>', at);
    if (end < at + 4) {
      throw new Unusable(new PatternReason.GroupUnnamed(character()));
    }
    re2.append("(?:");
    at = end + 1;
  }

  /** Counted from 1, as people see them. */
  private int character() {
    return written.codePointCount(0, at) + 1;
  }

  private void close() {
    if (!around.isEmpty()) {
      long size = group.size();
      group = around.pop();
      group.part(size);
    }
    if (at < written.length()) {
      copy(1);
    }
  }

  /** A brace that is no repeat stands for itself. */
  private void repeat() throws Unusable {
    int end = written.indexOf('}', at);
    String[] bounds = end < 0 ? new String[0] : written.substring(at + 1, end).split(",", -1);
    boolean repeats =
        (bounds.length == 1 || bounds.length == 2)
            && isCount(bounds[0])
            && (bounds.length == 1 || bounds[1].isEmpty() || isCount(bounds[1]));
    if (!repeats) {
      group.part(1);
      re2.append("\\{");
      at++;
      return;
    }
    int least = count(bounds[0]);
    boolean open = bounds.length == 2 && bounds[1].isEmpty();
    int most = bounds.length == 1 || open ? least : count(bounds[1]);
    if (Math.max(least, most) > MOST_REPEATS) {
      throw new Unusable(new PatternReason.RepeatsTooOften(MOST_REPEATS));
    }
    group.last = (group.last + 1) * Math.max(1, open ? most + 1 : most);
    copy(end + 1 - at);
  }

  private static int count(String digits) {
    return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static boolean isCount(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A property of characters takes some thousand signs to write. */
  private void requireReadable() throws Unusable {
    if (re2.length() > MOST_SIGNS) {
      throw new Unusable(new PatternReason.PatternTooWide(character()));
    }
  }

  private void requireSmall() throws Unusable {
    long size = group.size();
    for (Group outer : around) {
      size += outer.size();
    }
    if (size > LARGEST) {
      throw new Unusable(new PatternReason.PatternTooLarge(LARGEST));
    }
  }

  private boolean isNext(String text) {
    return written.startsWith(text, at);
  }

  private void copy(int count) {
    re2.append(written, at, at + count);
    at += count;
  }
}
