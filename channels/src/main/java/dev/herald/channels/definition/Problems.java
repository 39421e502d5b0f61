package dev.herald.channels.definition;

import dev.herald.channels.definition.DefinitionException.Mistake;
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
    add(node, Mistake.VALUE_WRONG, field, message);
  }

  void add(Node node, Mistake mistake, String field, String message) {
    add(node, mistake, field, List.of(), message);
  }

  /**
   * @param allowed the names that could stand there
   */
  void add(Node node, Mistake mistake, String field, List<String> allowed, String message) {
    found.add(problem(node, mistake, field, allowed, message));
  }

  private Problem problem(
      Node node, Mistake mistake, String field, List<String> allowed, String message) {
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    return new Problem(file, line(node), column, mistake, field, allowed, message);
  }

  /** What is of no use as written, and hinders nothing. */
  void warn(Node node, String field, String message) {
    warnings.add(problem(node, Mistake.IN_VAIN, field, List.of(), message));
  }

  List<Problem> warnings() {
    return warnings.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  void add(int line, Mistake mistake, String field, String message) {
    add(line, 1, mistake, field, message);
  }

  void add(int line, int column, Mistake mistake, String field, String message) {
    found.add(new Problem(file, line, column, mistake, field, List.of(), message));
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
