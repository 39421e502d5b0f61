package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One part of a configuration: pieces of one kind by the key that people name them by. Sections are
 * put in the order of their {@link org.springframework.core.annotation.Order}, so that a piece can
 * name what an earlier section brought.
 */
interface Section {

  /** As it stands in the file: {@code tenants}. */
  String name();

  /**
   * Puts one piece in the running transaction.
   *
   * @param by who applies it: the author of what is kept with its author
   * @throws RequestProblem when it is wrong; fields are named inside the piece
   */
  List<Change> put(Caller by, String key, JsonNode piece);
}
