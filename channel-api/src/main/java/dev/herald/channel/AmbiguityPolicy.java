package dev.herald.channel;

/** What follows when nobody can say whether the provider took a message. */
public enum AmbiguityPolicy {
  /** Send again: the provider drops repeats, or a double is harmless. */
  RESEND,
  /** Hold as unknown until a receipt, a query or a person decides. */
  HOLD
}
