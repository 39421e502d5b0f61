package dev.herald.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What a part found.
 *
 * @param named what {@code --json} shows, by name
 * @param notes what one should know to read the figures
 * @param sections tables that say more than a figure can
 */
public record Findings(
    String part,
    List<Figure> figures,
    Map<String, Double> named,
    List<String> notes,
    List<Section> sections) {
  public Findings {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
    sections = List.copyOf(sections);
  }
}
