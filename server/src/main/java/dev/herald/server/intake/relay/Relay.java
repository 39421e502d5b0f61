package dev.herald.server.intake.relay;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.List;

/** Brings submissions to those who save and send them. */
public interface Relay {

  /**
   * A submission that is right.
   *
   * @param lane of all its messages
   * @param owed whether its part of its application's rate and quota is still to be taken
   */
  record Handed(String lane, Submission submission, boolean owed) {}

  /**
   * Returns once they are durable.
   *
   * @return what is to be answered for each, in their order
   * @throws RequestProblem.Unavailable when it is not known that they are
   */
  List<Saved> hand(List<Handed> submissions);

  /** Whether the database is away, so that what was known of it last is to do. */
  boolean isDatabaseAway();
}
