package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channels.definition.DefinitionException.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector as data, read and checked.
 *
 * @param version a hash of the file: the same text is the same version
 * @param line where its name stands
 * @param warnings what the file says in vain
 */
public record Definition(
    ConnectorDescription description,
    String version,
    String text,
    int line,
    Protocol protocol,
    List<Problem> warnings) {
  public Definition {
    warnings = List.copyOf(warnings);
  }

  /** How it is spoken: for this package only. */
  record Protocol(RequestTemplate request, AnswerRules answer, @Nullable TraceQuery trace) {}

  /**
   * @param file the name that problems are reported under
   * @throws DefinitionException with everything that is wrong
   */
  public static Definition read(String file, String yaml) throws DefinitionException {
    return DefinitionReader.read(file, yaml);
  }
}
