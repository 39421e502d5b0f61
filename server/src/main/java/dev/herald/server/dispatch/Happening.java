package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.SendResult;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;

/** What a task met while it was in hand. */
sealed interface Happening {

  /** The provider was called. */
  record Answered(SendResult result, TraceEvent.Call call, AmbiguityPolicy ambiguity)
      implements Happening {}

  /** The provider was asked what became of a message whose outcome is unknown. */
  record Told(SendResult result, TraceEvent.Call call) implements Happening {}

  /** The provider should have been asked, and the question failed on this side. */
  record NotAsked(String reason) implements Happening {}

  /** Nobody can be asked about a message whose outcome is unknown. */
  record NobodyToAsk() implements Happening {}

  /** Its time was over. */
  record Expired() implements Happening {}

  /** The key that it was submitted with does not reach where it would go. */
  record Unlisted() implements Happening {}

  /**
   * Nothing is wrong, only not yet.
   *
   * @param told whether its trace shall say so at once, and not only the next event
   */
  record NotYet(Duration after, String reason, boolean told) implements Happening {}

  /** Somebody holds it back; it is called when that ends, and looked at again after a while. */
  record Paused(Duration after, String reason) implements Happening {}

  /** Something other than the provider is wrong: an attempt, since it can't go on for ever. */
  record Trouble(String reason) implements Happening {}

  /** It can't be said in this template's words. */
  record Unsayable(String reason) implements Happening {}
}
