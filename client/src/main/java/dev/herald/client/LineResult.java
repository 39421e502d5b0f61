package dev.herald.client;

/** What became of one submission among many. */
public sealed interface LineResult {

  /** The one that was sent. */
  Submission submission();

  /** Every message of it is durable. */
  record Taken(Submission submission, Accepted accepted) implements LineResult {}

  /**
   * Nothing of it was saved, as far as is known; sent again under the same key it makes no second
   * message.
   *
   * @param problem of the type that sending it alone would have thrown
   */
  record Refused(Submission submission, HeraldException problem) implements LineResult {}
}
