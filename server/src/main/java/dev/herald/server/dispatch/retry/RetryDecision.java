package dev.herald.server.dispatch.retry;

import dev.herald.channel.Reason;
import java.time.Duration;

/** What follows from a call. */
public sealed interface RetryDecision {

  /** The provider has it. */
  record Done() implements RetryDecision {}

  /**
   * Try again.
   *
   * @param counts whether the call was an attempt
   */
  record Again(Duration after, boolean counts) implements RetryDecision {}

  /** It will not succeed on this channel. */
  record GiveUp(Reason reason) implements RetryDecision {}

  /** Nobody can say, and a repeat could harm. */
  record Hold() implements RetryDecision {}
}
