package dev.herald.server.intake;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.NewMessage;
import java.util.List;

/** What would become of a submission that is only looked at. */
public sealed interface IntakeCheck {

  /**
   * @param messages that it would make
   */
  record Fits(List<NewMessage> messages) implements IntakeCheck {}

  /** It would be refused. */
  record Wrong(RequestProblem problem) implements IntakeCheck {}
}
