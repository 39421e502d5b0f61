package dev.herald.server.definition;

import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import org.jspecify.annotations.Nullable;

/** Where the next page of versions begins. */
final class VersionCursor {
  private VersionCursor() {}

  /**
   * The number that all of the page are below.
   *
   * @throws RequestProblem.Invalid for a cursor of another list
   */
  static int below(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(position);
    } catch (NumberFormatException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }
}
