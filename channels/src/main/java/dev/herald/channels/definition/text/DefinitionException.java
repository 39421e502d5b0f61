package dev.herald.channels.definition.text;

import dev.herald.channel.Reason;
import dev.herald.channels.reason.ReasonWords;
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

  /** What kind of mistake it is. */
  public enum Mistake {
    /** It can't be read as a text. */
    UNREADABLE,
    NOT_YAML,
    /** A name that says nothing where it stands. */
    NAME_UNKNOWN,
    NAME_TWICE,
    VALUE_MISSING,
    VALUE_WRONG,
    EXPRESSION_WRONG,
    /** An example does not hold. */
    EXAMPLE_FAILS,
    /** Another file defines the connector. */
    CONNECTOR_TWICE,
    /** Of no use as written, and hinders nothing. */
    IN_VAIN
  }

  /**
   * One mistake.
   *
   * @param line counted from 1
   * @param column counted from 1
   * @param field the path of it, for example {@code request.json.msgtype}; empty for the whole file
   * @param allowed the names that could stand there; empty where it is not a choice of names
   * @param reason what is wrong and what would be right
   */
  public record Problem(
      String file,
      int line,
      int column,
      Mistake mistake,
      String field,
      List<String> allowed,
      Reason reason) {
    public Problem {
      allowed = List.copyOf(allowed);
    }

    /** Of a whole line. */
    public Problem(String file, int line, Mistake mistake, String field, Reason reason) {
      this(file, line, 1, mistake, field, List.of(), reason);
    }

    /** With its place, as compilers say it. */
    public String in(ReasonWords words) {
      String told = words.of(reason);
      return field.isEmpty()
          ? "%s:%d: %s".formatted(file, line, told)
          : "%s:%d: %s: %s".formatted(file, line, field, told);
    }

    @Override
    public String toString() {
      return in(ReasonWords.ENGLISH);
    }
  }
}
