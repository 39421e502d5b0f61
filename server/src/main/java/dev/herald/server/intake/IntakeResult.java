package dev.herald.server.intake;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.Saved;
import java.time.Duration;

/** What became of a submission that was brought to {@link Intake}. */
public sealed interface IntakeResult {

  /** It is durable. */
  record Accepted(Saved.Ack ack) implements IntakeResult {}

  /** Its idempotency key came before, and this is what was answered then. Nothing was saved. */
  record Repeated(Saved.Ack ack) implements IntakeResult {}

  /** It is wrong, and will be as wrong when it comes again. Nothing was saved. */
  record Refused(RequestProblem problem) implements IntakeResult {}

  /**
   * It can't be taken now, and may be brought again: the application is at its rate or quota, too
   * much is waiting, or the database is away. Whether it was saved is known only by bringing it
   * again under its key.
   */
  record Busy(RequestProblem.ComeAgain problem) implements IntakeResult {
    /** How long to wait before it is brought again. */
    public Duration after() {
      return problem.retryAfter();
    }
  }

  /** An error inside Herald, which its log tells of. Nothing was saved. */
  record Failed(Throwable cause) implements IntakeResult {}

  /**
   * The answer, for those who have nothing to do with any other result.
   *
   * @throws RequestProblem when there is none
   */
  default Saved.Ack ack() {
    return switch (this) {
      case Accepted(Saved.Ack ack) -> ack;
      case Repeated(Saved.Ack ack) -> ack;
      case Refused(RequestProblem problem) -> throw problem;
      case Busy(RequestProblem.ComeAgain problem) -> throw problem;
      case Failed(RuntimeException cause) -> throw cause;
      case Failed(Throwable cause) -> throw new IllegalStateException(cause);
    };
  }
}
