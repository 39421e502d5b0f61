package dev.herald.server.intake;

import dev.herald.server.authorization.Application;
import dev.herald.server.intake.allowance.ApplicationCaps;
import dev.herald.server.task.Submission;

/** How far a submission got before anything was saved. */
sealed interface Prepared {

  /**
   * It can be saved, and has taken its part of the application's rate and quota.
   *
   * @param lane of all its messages
   */
  record Ready(
      String lane,
      Application application,
      Submission submission,
      ApplicationCaps.Spending spending)
      implements Prepared {}

  /** Nothing is left to do. */
  record Over(IntakeResult result) implements Prepared {}
}
