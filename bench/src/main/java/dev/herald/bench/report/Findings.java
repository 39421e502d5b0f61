package dev.herald.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What a part found.
 *
 * @param named what {@code --json} shows, by name
 * @param notes what one should know to read the figures
 */
public record Findings(
    String part, List<Figure> figures, Map<String, Double> named, List<String> notes) {
  public Findings {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
