package dev.herald.server.statistics;

/** What a count is of. */
public enum Fact {
  /** A message came in; one that another goes on as by its next channel is no message more. */
  ACCEPTED,
  /** A provider was called. */
  CALLED,
  /** A message came to a state in which nothing is due, or nobody knows what is. */
  ENDED,
  /** A call failed and will be made again. */
  RETRIED
}
