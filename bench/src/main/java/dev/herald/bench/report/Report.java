package dev.herald.bench.report;

import dev.herald.bench.process.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All findings of a run, as a table in Markdown, which reads well on a terminal too, or as JSON.
 *
 * @param processors how many everything ran on
 */
public record Report(String machine, int processors, List<Findings> findings) {
  private static final List<String> HEADINGS =
      List.of("part", "figure", "median", "min", "max", "CPU µs each", "WAL B each", "peak MB");

  private static final List<String> BOUND_HEADINGS =
      List.of("part", "figure", "taken", "% by process", "most if none were idle");

  public Report {
    findings = List.copyOf(findings);
  }

  public String markdown() {
    List<List<String>> rows = new ArrayList<>();
    for (Findings part : findings) {
      part.figures().forEach(figure -> rows.add(row(part.part(), figure)));
    }
    StringBuilder text = new StringBuilder(machine).append("\n\n");
    text.append(new MarkdownTable(HEADINGS, rows).text());
    for (Findings part : findings) {
      part.notes().forEach(note -> text.append("\n- ").append(note));
    }
    text.append('\n');
    Goals.section(named()).ifPresent(goals -> text.append(goals.text()));
    bounds().ifPresent(bounds -> text.append(bounds.text()));
    for (Findings part : findings) {
      part.sections().forEach(section -> text.append(section.text()));
    }
    return text.toString();
  }

  private static List<String> row(String part, Figure figure) {
    Cost cost = figure.cost();
    return List.of(
        part,
        figure.name(),
        number(figure.value().median()) + " " + figure.unit(),
        number(figure.value().min()),
        number(figure.value().max()),
        cost == null ? "" : number(cost.totalCpuMicros()) + ": " + each(cost.cpuMicros()),
        cost == null ? "" : number(cost.walBytes()),
        cost == null ? "" : each(cost.peakMegabytes()));
  }

  /** How far the processors bound each rate, and who takes them. */
  private Optional<Section> bounds() {
    List<List<String>> rows = new ArrayList<>();
    for (Findings part : findings) {
      for (Figure figure : part.figures()) {
        if (figure.cost() != null && figure.unit().equals("msg/s")) {
          rows.add(bound(part.part(), figure, figure.cost()));
        }
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("What the processors did", BOUND_HEADINGS, rows));
  }

  private List<String> bound(String part, Figure figure, Cost cost) {
    double micros = cost.totalCpuMicros();
    return List.of(
        part,
        figure.name(),
        "%s of %d".formatted(number(figure.value().median() * micros / 1e6), processors),
        each(shares(cost)),
        number(processors * 1e6 / micros) + " " + figure.unit());
  }

  private static Map<String, Double> shares(Cost cost) {
    Map<String, Double> shares = new LinkedHashMap<>();
    cost.cpuMicros()
        .forEach((process, micros) -> shares.put(process, 100 * micros / cost.totalCpuMicros()));
    return shares;
  }

  private static String each(Map<String, Double> byProcess) {
    return byProcess.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Three digits at least, and no more than are known. */
  static String number(double value) {
    String form = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }

  /** One object with everything that parts gave a name, and how they compare. */
  public ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    new TreeMap<>(named()).forEach((name, value) -> json.put(name, Math.round(value * 1e4) / 1e4));
    return json;
  }

  private Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    findings.forEach(part -> named.putAll(part.named()));
    named.putAll(Ratios.of(named));
    return named;
  }
}
