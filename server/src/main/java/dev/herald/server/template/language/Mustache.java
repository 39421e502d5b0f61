package dev.herald.server.template.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of Mustache that Herald's templates are written in: <code>{{variable}}</code>,
 * <code>{{#section}}…{{/section}}</code>, <code>{{^inverted}}…{{/inverted}}</code> and <code>
 * {{! comment }}</code>.
 *
 * <p>There is no way around escaping (<code>{{{raw}}}</code>, <code>{{&raw}}</code>), and there are
 * no partials, lambdas or other delimiters. As in Mustache, a section or comment tag that has a
 * line to itself leaves no line behind.
 */
final class Mustache {
  private static final char VARIABLE = ' ';
  private static final int LONGEST = 65_536;
  private static final int MOST_TAGS = 1_000;
  private static final int DEEPEST = 10;

  /** Its pattern recurs for each dot. */
  private static final int LONGEST_NAME = 1_000;

  private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_-]*";
  private static final Pattern NAME = Pattern.compile("\\.|%1$s(?:\\.%1$s)*".formatted(WORD));
  private static final Pattern ONLY_VARIABLE =
      Pattern.compile("\\{\\{\\s*(%s)\\s*}}".formatted(NAME));

  private final String source;
  private int position;
  private int tags;
  private int counted;
  private int lines;

  private Mustache(String source) {
    this.source = source;
  }

  /** Why a text is no template. */
  static final class Malformed extends Exception {
    final String reason;
    final String expected;

    Malformed(String reason, String expected) {
      super(reason, null, false, false);
      this.reason = reason;
      this.expected = expected;
    }
  }

  static List<Segment> parse(String source) throws Malformed {
    if (source.length() > LONGEST) {
      throw new Malformed(
          "has %,d characters".formatted(source.length()),
          "at most %,d characters".formatted(LONGEST));
    }
    return new Mustache(source).body(null, 0);
  }

  /** The name of the variable that a text consists of, or null when there is anything else. */
  static @Nullable String onlyVariable(String source) {
    Matcher matcher = ONLY_VARIABLE.matcher(source);
    return source.length() <= LONGEST_NAME && matcher.matches() ? matcher.group(1) : null;
  }

  private record Tag(char kind, String name, int start) {}

  private List<Segment> body(@Nullable Tag section, int depth) throws Malformed {
    List<Segment> body = new ArrayList<>();
    for (Tag tag = next(body); tag != null; tag = next(body)) {
      switch (tag.kind) {
        case VARIABLE -> body.add(new Segment.Variable(tag.name, line(tag.start)));
        case '#', '^' -> body.add(section(tag, depth));
        case '/' -> {
          if (section == null || !section.name.equals(tag.name)) {
            String open = section == null ? "no section to close" : "{{/" + section.name + "}}";
            throw malformed(tag.start, "{{/%s}} closes nothing".formatted(tag.name), open);
          }
          return body;
        }
        default -> {} // a comment
      }
    }
    if (section != null) {
      String written = "{{%s%s}}".formatted(section.kind, section.name);
      String end = "{{/%s}} after it".formatted(section.name);
      throw malformed(section.start, written + " is not closed", end);
    }
    return body;
  }

  private Segment.Section section(Tag tag, int depth) throws Malformed {
    if (depth == DEEPEST) {
      throw malformed(tag.start, "is nested too deep", "at most %d sections".formatted(DEEPEST));
    }
    int line = line(tag.start);
    List<Segment> body = body(tag, depth + 1);
    return new Segment.Section(tag.name, tag.kind == '^', body, line);
  }

  /** Adds the text before the next tag to the body and goes past both; null at the end. */
  private @Nullable Tag next(List<Segment> body) throws Malformed {
    int open = source.indexOf("{{", position);
    if (open < 0) {
      text(body, source.length());
      return null;
    }
    int close = source.indexOf("}}", open + 2);
    if (close < 0) {
      throw malformed(open, "{{ is not closed", "}} after it");
    }
    tags++;
    if (tags > MOST_TAGS) {
      throw malformed(open, "has too many tags", "at most %,d".formatted(MOST_TAGS));
    }
    Tag tag = tag(open, source.substring(open + 2, close));
    int lineStart = blankBefore(open);
    int lineEnd = blankAfter(close + 2);
    boolean alone = lineStart >= 0 && lineEnd >= 0;
    text(body, tag.kind != VARIABLE && alone ? lineStart : open);
    position = tag.kind != VARIABLE && alone ? lineEnd : close + 2;
    return tag;
  }

  private void text(List<Segment> body, int end) {
    if (end > position) {
      body.add(new Segment.Text(source.substring(position, end)));
    }
    position = end;
  }

  /** Where the line begins, when nothing but space stands in it before; else -1. */
  private int blankBefore(int end) {
    int at = end;
    while (at > 0 && source.charAt(at - 1) != '\n') {
      at--;
      if (!Character.isWhitespace(source.charAt(at))) {
        return -1;
      }
    }
    return at;
  }

  /** Where the next line begins, when nothing but space stands in this one after; else -1. */
  private int blankAfter(int start) {
    for (int at = start; at < source.length(); at++) {
      if (source.charAt(at) == '\n') {
        return at + 1;
      }
      if (!Character.isWhitespace(source.charAt(at))) {
        return -1;
      }
    }
    return source.length();
  }

  private Tag tag(int start, String content) throws Malformed {
    char first = content.isEmpty() ? ' ' : content.charAt(0);
    if (first == '!') {
      return new Tag(first, "", start);
    }
    switch (first) {
      case '{', '&' -> throw malformed(start, "leaves a value unescaped", "{{name}}");
      case '>', '<', '$' -> throw malformed(start, "includes another template", "its text");
      case '=' -> throw malformed(start, "changes the delimiters", "{{ and }}");
      default -> {}
    }
    boolean variable = first != '#' && first != '^' && first != '/';
    String name = (variable ? content : content.substring(1)).strip();
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw malformed(start, "{{%s}} is no tag".formatted(shortened(content)), "a variable's name");
    }
    return new Tag(variable ? VARIABLE : first, name, start);
  }

  private Malformed malformed(int at, String reason, String expected) {
    return new Malformed("line %d: %s".formatted(line(at), reason), expected);
  }

  /** Counted from 1, and on from the line before: tags are met in their order. */
  private int line(int at) {
    if (at < counted) {
      counted = 0;
      lines = 0;
    }
    for (; counted < at; counted++) {
      lines += source.charAt(counted) == '\n' ? 1 : 0;
    }
    return 1 + lines;
  }

  private static String shortened(String content) {
    return content.length() <= 40 ? content : content.substring(0, 40) + "…";
  }
}
