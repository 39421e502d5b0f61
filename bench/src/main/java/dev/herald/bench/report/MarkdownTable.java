package dev.herald.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table whose columns are as wide as they need to be. */
record MarkdownTable(List<String> headings, List<List<String>> rows) {

  String text() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      widths.add(width(column));
    }
    StringBuilder text = new StringBuilder();
    line(text, headings, widths);
    line(text, widths.stream().map("-"::repeat).toList(), widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private int width(int column) {
    List<Integer> widths =
        new ArrayList<>(rows.stream().map(row -> row.get(column).length()).toList());
    widths.add(headings.get(column).length());
    return Collections.max(widths);
  }

  private static void line(StringBuilder text, List<String> cells, List<Integer> widths) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      text.append("| ").append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
    }
    text.append("|\n");
  }
}
