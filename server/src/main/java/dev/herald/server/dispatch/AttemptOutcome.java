package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;

/** What a task met while it was in hand. */
sealed interface AttemptOutcome {

  /** The provider was called. */
  record Answered(SendResult result, TraceEvent.Call call, AmbiguityPolicy ambiguity)
      implements AttemptOutcome {}

  /** The provider was asked what became of a message whose outcome is unknown. */
  record Told(SendResult result, TraceEvent.Call call) implements AttemptOutcome {}

  /** The provider should have been asked, and the question failed on this side. */
  record NotAsked(Reason reason) implements AttemptOutcome {}

  /** Nobody can be asked about a message whose outcome is unknown. */
  record NobodyToAsk() implements AttemptOutcome {}

  /** Its time was over. */
  record Expired() implements AttemptOutcome {}

  /** Somebody decided that it is not sent any more. */
  record CalledOff(Reason reason) implements AttemptOutcome {}

  /** The key that it was submitted with does not reach where it would go. */
  record Unlisted() implements AttemptOutcome {}

  /** Its address is on the suppression list. */
  record Suppressed(Reason reason) implements AttemptOutcome {}

  /**
   * Nothing is wrong, only not yet.
   *
   * @param told whether its trace shall say so at once, and not only the next event
   */
  record NotYet(Duration after, Reason reason, boolean told) implements AttemptOutcome {}

  /** Somebody holds it back; it is called when that ends, and looked at again after a while. */
  record Paused(Duration after, Reason reason) implements AttemptOutcome {}

  /** Something other than the provider is wrong: an attempt, since it can't go on for ever. */
  record Trouble(Reason reason) implements AttemptOutcome {}

  /** A file that goes with it is not to be had. */
  record Incomplete(Reason reason) implements AttemptOutcome {}

  /** It can't be said in this template's words. */
  record Unsayable(Reason reason) implements AttemptOutcome {}
}
