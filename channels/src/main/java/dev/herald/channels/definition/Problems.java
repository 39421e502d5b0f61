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

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String field, String message) {
    add(node.getStartMark().map(Mark::getLine).orElse(0) + 1, field, message);
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
