package dev.herald.channel;

/** Why a provider refuses a message for good. */
public enum Rejection {
  /** This destination can't be reached: unknown, blocked, opted out. */
  RECIPIENT,
  /** The source's credentials, permissions or configuration are wrong. */
  CREDENTIALS,
  /** The provider's template or signature is unknown, unapproved, or does not fit. */
  TEMPLATE,
  /** The content or its size is refused. */
  CONTENT,
  /** The source's account is out of money or of its contract's volume: a person must act. */
  QUOTA
}
