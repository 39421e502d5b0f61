package dev.herald.server.verdict;

import dev.herald.server.reason.Advice;
import dev.herald.server.reason.Standing;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.MessageState;
import java.util.List;

/**
 * What there is to say of a message.
 *
 * @param standing where it stands
 * @param cause why its recipient has it or not
 * @param resend whether sending it again helps
 * @param advice what else does, the most useful first
 */
public record Verdict(Standing standing, Cause cause, ResendWorth resend, List<Advice> advice) {

  /**
   * @param sources that could send it
   * @param meanings of the codes of providers
   */
  public static Verdict of(
      MessageRecord message, List<ConfiguredSource> sources, Wording.Meanings meanings) {
    Standing standing = Standings.of(message, sources);
    Cause cause = new Causes(message, standing, meanings).cause();
    boolean goesOn =
        message.state() == MessageState.PENDING || message.state() == MessageState.SENDING;
    return new Verdict(
        standing,
        cause,
        Remedies.resend(cause, goesOn),
        Remedies.advice(cause, goesOn, message.message().context().route().channel().name()));
  }

  /** What helps against the cause of something that never became a message. */
  public static List<Advice> advice(Cause cause) {
    return Remedies.advice(cause, false, "");
  }
}
