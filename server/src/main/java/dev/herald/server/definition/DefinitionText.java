package dev.herald.server.definition;

import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DefinitionFault;
import dev.herald.server.reason.FieldFault;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a definition that came with a request. */
final class DefinitionText {
  static final int MOST_BYTES = 256 * 1024;
  private static final String FIELD = "yaml";

  private DefinitionText() {}

  /**
   * @throws RequestProblem.Invalid naming every mistake
   */
  static Definition read(@Nullable String yaml) {
    try {
      return Definition.read("definition", bounded(yaml));
    } catch (DefinitionException e) {
      throw new RequestProblem.Invalid(
          e.problems().stream().map(problem -> new FieldError(FIELD, fault(problem))).toList());
    }
  }

  /**
   * The same of one connector.
   *
   * @throws RequestProblem.Invalid also when it is another one's
   */
  static Definition read(String connector, @Nullable String yaml) {
    Definition definition = read(yaml);
    String named = definition.description().name();
    if (!named.equals(connector)) {
      throw new RequestProblem.Invalid(
          FIELD, new DefinitionFault.DefinitionNamedOtherwise(connector, named));
    }
    return definition;
  }

  /**
   * @throws RequestProblem.Invalid when there is none, or more than is ever read
   */
  static String bounded(@Nullable String yaml) {
    if (yaml == null) {
      throw new RequestProblem.Invalid(FIELD, new FieldFault.FieldMissing());
    }
    if (yaml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new RequestProblem.Invalid(FIELD, new DefinitionFault.DefinitionTooLong(MOST_BYTES));
    }
    return yaml;
  }

  private static DefinitionFault fault(Problem problem) {
    return new DefinitionFault.DefinitionWrong(
        problem.mistake().name(),
        problem.line(),
        problem.column(),
        problem.field().isEmpty() ? null : problem.field(),
        problem.allowed(),
        problem.reason());
  }
}
