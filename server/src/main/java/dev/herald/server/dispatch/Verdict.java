package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import java.time.Duration;

/** What follows from a call. */
sealed interface Verdict {

  /** The provider has it. */
  record Done() implements Verdict {}

  /**
   * Try again.
   *
   * @param counts whether the call was an attempt
   */
  record Again(Duration after, boolean counts) implements Verdict {}

  /** It will not succeed on this channel. */
  record GiveUp(Reason reason) implements Verdict {}

  /** Nobody can say, and a repeat could harm. */
  record Hold() implements Verdict {}
}
