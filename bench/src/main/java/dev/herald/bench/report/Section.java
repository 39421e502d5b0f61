package dev.herald.bench.report;

import java.util.List;

/** A table of its own below the figures. */
public record Section(String title, List<String> headings, List<List<String>> rows) {
  String text() {
    return "\n### %s\n\n%s".formatted(title, new MarkdownTable(headings, rows).text());
  }
}
