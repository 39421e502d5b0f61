package dev.herald.channels.http;

/** What is certain after a call. */
public sealed interface HttpOutcome {

  record Answered(HttpAnswer answer) implements HttpOutcome {}

  /** Not a byte of the request left. */
  record NotSent(String reason) implements HttpOutcome {}

  /** The address is one that must not be called from here. */
  record Forbidden(String reason) implements HttpOutcome {}

  /** The request may have arrived. */
  record Unanswered(String reason) implements HttpOutcome {}
}
