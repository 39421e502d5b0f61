package dev.herald.channels;

import dev.herald.channels.definition.text.DefinitionException.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the operator's folder and what came of it.
 *
 * @param file its name in the folder
 * @param connector the name that it defines, as far as it could ever be read
 * @param version of the definition that is in use; null when none is
 * @param problems why it is not in use as it is written, or what it says in vain
 */
public record ConnectorFile(
    String file,
    @Nullable String connector,
    @Nullable String version,
    State state,
    List<Problem> problems) {
  public ConnectorFile {
    problems = List.copyOf(problems);
  }

  /** Whether it is in use. */
  public enum State {
    IN_USE,
    /** It can't be used as it is now; what it said before is in use. */
    LAST_GOOD,
    LEFT_OUT
  }
}
