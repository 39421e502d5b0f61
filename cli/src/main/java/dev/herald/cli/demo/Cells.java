package dev.herald.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Text on a terminal, where a Chinese character takes two cells. */
final class Cells {
  private Cells() {}

  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  private static int width(int character) {
    boolean wide =
        (character >= 0x1100 && character <= 0x115F)
            || (character >= 0x2E80 && character <= 0xA4CF)
            || (character >= 0xAC00 && character <= 0xD7A3)
            || (character >= 0xF900 && character <= 0xFAFF)
            || (character >= 0xFE30 && character <= 0xFE6F)
            || (character >= 0xFF00 && character <= 0xFF60)
            || (character >= 0xFFE0 && character <= 0xFFE6)
            || (character >= 0x1F300 && character <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** Lines of at most so many cells, broken at spaces, and inside words that are longer. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    int breakAt = -1;
    for (int character : text.codePoints().toArray()) {
      if (used + width(character) > width) {
        int end = breakAt > 0 ? breakAt : line.length();
        lines.add(line.substring(0, end).stripTrailing());
        line.delete(0, end);
        used = width(line.toString());
        breakAt = -1;
      }
      line.appendCodePoint(character);
      used += width(character);
      if (character == ' ' || width(character) == 2) {
        breakAt = line.length();
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
