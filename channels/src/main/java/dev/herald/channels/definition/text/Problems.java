package dev.herald.channels.definition.text;

import dev.herald.channel.Reason;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong in one file, so that all of it is told at once. */
public final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  public Problems(String file) {
    this.file = file;
  }

  public void add(Node node, String field, Reason reason) {
    add(node, Mistake.VALUE_WRONG, field, reason);
  }

  public void add(Node node, Mistake mistake, String field, Reason reason) {
    add(node, mistake, field, List.of(), reason);
  }

  /**
   * @param allowed the names that could stand there
   */
  void add(Node node, Mistake mistake, String field, List<String> allowed, Reason reason) {
    found.add(problem(node, mistake, field, allowed, reason));
  }

  private Problem problem(
      Node node, Mistake mistake, String field, List<String> allowed, Reason reason) {
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    return new Problem(file, line(node), column, mistake, field, allowed, reason);
  }

  /** What is of no use as written, and hinders nothing. */
  public void warn(Node node, String field, Reason reason) {
    warnings.add(problem(node, Mistake.IN_VAIN, field, List.of(), reason));
  }

  public List<Problem> warnings() {
    return warnings.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  public void add(int line, Mistake mistake, String field, Reason reason) {
    add(line, 1, mistake, field, reason);
  }

  public void add(int line, int column, Mistake mistake, String field, Reason reason) {
    found.add(new Problem(file, line, column, mistake, field, List.of(), reason));
  }

  public boolean none() {
    return found.isEmpty();
  }

  public void throwIfAny() throws DefinitionException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Problem::line));
      throw new DefinitionException(found);
    }
  }
}
