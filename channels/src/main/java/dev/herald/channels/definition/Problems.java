package dev.herald.channels.definition;

import dev.herald.channels.definition.DefinitionException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong in one file, so that all of it is told at once. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String field, String message) {
    add(line(node), field, message);
  }

  /** What is of no use as written, and hinders nothing. */
  void warn(Node node, String field, String message) {
    warnings.add(new Problem(file, line(node), field, message));
  }

  List<Problem> warnings() {
    return warnings.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  void add(int line, String field, String message) {
    found.add(new Problem(file, line, field, message));
  }

  boolean none() {
    return found.isEmpty();
  }

  void throwIfAny() throws DefinitionException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Problem::line));
      throw new DefinitionException(found);
    }
  }
}
