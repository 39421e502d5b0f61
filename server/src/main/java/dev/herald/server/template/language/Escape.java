package dev.herald.server.template.language;

import java.nio.charset.StandardCharsets;

/** How a variable's value is kept from being read as anything but text where it is put. */
public enum Escape {
  /**
   * Plain text of several lines. Control characters are dropped; no-break spaces become plain ones,
   * since one of them can double the price of an SMS.
   */
  TEXT {
    @Override
    void append(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (isPrinted(c)) {
          out.append(space(c));
        }
      }
    }
  },

  /** One line of plain text, such as a subject: nothing in a value can start another line. */
  LINE {
    @Override
    void append(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        out.append(breaksLine(c) ? ' ' : space(c));
      }
    }
  },

  /** HTML text, or an HTML attribute in quotes. */
  HTML {
    @Override
    void append(String value, StringBuilder out) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '&' -> out.append("&amp;");
          case '<' -> out.append("&lt;");
          case '>' -> out.append("&gt;");
          case '"' -> out.append("&quot;");
          case '\'' -> out.append("&#39;");
          default -> {
            if (isPrinted(c)) {
              out.append(c);
            }
          }
        }
      }
    }
  },

  /**
   * Markdown as chats show it. They differ in whether a backslash escapes and in what mentions
   * someone ({@code <@user>}, {@code <at id=…>}), so the characters that could form markup are
   * replaced by their full-width twins, which look alike and mean nothing anywhere. A value stays
   * on its line.
   */
  MARKDOWN {
    @Override
    void append(String value, StringBuilder out) {
      int start = value.length() - value.stripLeading().length();
      int list = startsLine(out) ? listMark(value, start) : -1;
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean block = (i == start && marksBlock(value, i)) || i == list;
        boolean markup = MARKUP.indexOf(c) >= 0 || block || isEmphasis(value, i);
        out.append(breaksLine(c) ? ' ' : markup ? (char) (c + TO_FULL_WIDTH) : c);
      }
    }
  },

  /** An address in Markdown: percent-encoded where it could end early, so it still leads there. */
  MARKDOWN_LINK {
    @Override
    void append(String value, StringBuilder out) {
      for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
        if (b <= ' ' || b > '~' || MARKUP.indexOf(b) >= 0 || b == '(' || b == ')') {
          out.append("%%%02X".formatted(b));
        } else {
          out.append((char) b);
        }
      }
    }
  };

  private static final String MARKUP = "<>[]*`~|\\";
  private static final String BLOCKS = " \t>-+*#.)0123456789";
  private static final int TO_FULL_WIDTH = '！' - '!';
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';
  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final char NARROW_NO_BREAK_SPACE = '\u202f';

  abstract void append(String value, StringBuilder out);

  /** The escape for a value that is an address to follow. */
  Escape forLink() {
    return this == MARKDOWN ? MARKDOWN_LINK : this;
  }

  private static char space(char c) {
    return c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE ? ' ' : c;
  }

  private static boolean isPrinted(char c) {
    return c == '\n' || c == '\t' || !Character.isISOControl(c);
  }

  private static boolean breaksLine(char c) {
    return Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
  }

  /** A heading or a list item, should the value stand at the start of a line. */
  private static boolean marksBlock(String value, int at) {
    char c = value.charAt(at);
    return c == '#' || ((c == '-' || c == '+') && !isWordAt(value, at + 1));
  }

  /** Whether nothing but marks of blocks, such as a quote's, stands in the line so far. */
  private static boolean startsLine(CharSequence out) {
    for (int i = out.length() - 1; i >= 0 && out.charAt(i) != '\n'; i--) {
      if (BLOCKS.indexOf(out.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a number's sign stands that makes it one of a list, or a line that underlines; else -1.
   */
  private static int listMark(String value, int start) {
    int at = start;
    while (at < value.length() && Character.digit(value.charAt(at), 10) >= 0) {
      at++;
    }
    boolean ends = at + 1 >= value.length() || Character.isWhitespace(value.charAt(at + 1));
    boolean numbers =
        at > start && at < value.length() && ".)".indexOf(value.charAt(at)) >= 0 && ends;
    boolean underlines = at == start && value.startsWith("=", start);
    return numbers || underlines ? at : -1;
  }

  /** An underscore marks emphasis unless it is inside of a word. */
  private static boolean isEmphasis(String value, int at) {
    return value.charAt(at) == '_' && !(isWordAt(value, at - 1) && isWordAt(value, at + 1));
  }

  private static boolean isWordAt(String value, int at) {
    return at >= 0 && at < value.length() && Character.isLetterOrDigit(value.charAt(at));
  }
}
