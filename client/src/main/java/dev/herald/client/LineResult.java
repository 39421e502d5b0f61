package dev.herald.client;

/** The result of one submission among many. */
public sealed interface LineResult {

  /** The one that was sent. */
  Submission submission();

  /** All its messages are durable. */
  record Taken(Submission submission, Accepted accepted) implements LineResult {}

  /**
   * Nothing of it was saved, as far as is known; sent again with the same key it creates no second
   * message.
   *
   * @param problem of the type that sending it alone would have thrown
   */
  record Refused(Submission submission, HeraldException problem) implements LineResult {}
}
