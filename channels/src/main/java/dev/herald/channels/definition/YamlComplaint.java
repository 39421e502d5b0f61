package dev.herald.channels.definition;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser says of a file that is no YAML, in words that tell the mend. */
final class YamlComplaint {
  private YamlComplaint() {}

  /**
   * @param line where the parser stopped, counted from 1
   */
  static String of(MarkedYamlEngineException e, String yaml, int line) {
    List<String> lines = yaml.lines().toList();
    String at = line <= lines.size() ? lines.get(line - 1) : "";
    String before = line >= 2 && line - 2 < lines.size() ? lines.get(line - 2) : "";
    return "is no YAML: " + mend(String.valueOf(e.getProblem()), at, before);
  }

  private static String mend(String problem, String at, String before) {
    if (hasTab(at)) {
      return "a tab stands where a line is indented; indent with spaces";
    }
    if (at.contains("${") || before.contains("${")) {
      return problem + "; an expression that has ': ' or stands in { } must be quoted";
    }
    return indent(at) == indent(before)
        ? problem
        : problem + "; indent the line like its neighbours";
  }

  private static boolean hasTab(String line) {
    return line.substring(0, indent(line)).indexOf('\t') >= 0;
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }
}
