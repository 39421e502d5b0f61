package dev.herald.channels.expression;

import dev.herald.channels.reason.ExpressionReason;

/** Finds where an expression ends: at the brace that is neither nested nor in a quoted text. */
final class Braces {
  private Braces() {}

  static int closing(String text, int start) throws ExpressionException {
    int depth = 1;
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new ExpressionException(new ExpressionReason.ExpressionUnclosed());
  }
}
