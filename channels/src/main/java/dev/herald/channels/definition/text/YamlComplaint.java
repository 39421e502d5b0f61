package dev.herald.channels.definition.text;

import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.YamlWrong.Mend;
import dev.herald.channels.reason.YamlReason;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser says of a file that is no YAML, as a reason that tells the mend. */
public final class YamlComplaint {
  private YamlComplaint() {}

  /**
   * @param line where the parser stopped, counted from 1
   */
  public static DefinitionReason of(MarkedYamlEngineException e, String yaml, int line) {
    List<String> lines = yaml.lines().toList();
    String at = line <= lines.size() ? lines.get(line - 1) : "";
    String before = line >= 2 && line - 2 < lines.size() ? lines.get(line - 2) : "";
    if (hasTab(at)) {
      return new DefinitionReason.YamlWrong(new YamlReason.IndentedByTab(), Mend.NONE);
    }
    return new DefinitionReason.YamlWrong(
        YamlReason.YamlUnread.of(String.valueOf(e.getProblem())), mend(at, before));
  }

  private static Mend mend(String at, String before) {
    if (at.contains("${") || before.contains("${")) {
      return Mend.QUOTE_EXPRESSION;
    }
    return indent(at) == indent(before) ? Mend.NONE : Mend.INDENT;
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
