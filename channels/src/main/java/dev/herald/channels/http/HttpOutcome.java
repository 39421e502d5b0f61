package dev.herald.channels.http;

import dev.herald.channel.CallReason;

/** What is certain after a call. */
public sealed interface HttpOutcome {

  record Answered(HttpAnswer answer) implements HttpOutcome {}

  /** Not a byte of the request left. */
  record NotSent(CallReason reason) implements HttpOutcome {}

  /** The address is one that must not be called from here. */
  record Forbidden(String host) implements HttpOutcome {}

  /** The request may have arrived. */
  record Unanswered(CallReason reason) implements HttpOutcome {}
}
