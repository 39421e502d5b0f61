package dev.herald.channel;

/** What follows when it is unknown whether the provider accepted a message. */
public enum AmbiguityPolicy {
  /** Send again: the provider drops repeats, or a duplicate is harmless. */
  RESEND,
  /** Hold as unknown until a receipt, a query or a person decides. */
  HOLD
}
