package dev.herald.channels.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that can't be used as written. */
public final class DefinitionException extends Exception {
  private final transient List<Problem> problems;

  public DefinitionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One mistake.
   *
   * @param line counted from 1
   * @param field the path of it, for example {@code request.json.msgtype}; empty for the whole file
   * @param message what is wrong and what would be right
   */
  public record Problem(String file, int line, String field, String message) {
    @Override
    public String toString() {
      return field.isEmpty()
          ? "%s:%d: %s".formatted(file, line, message)
          : "%s:%d: %s: %s".formatted(file, line, field, message);
    }
  }
}
