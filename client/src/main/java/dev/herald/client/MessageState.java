package dev.herald.client;

import java.util.Locale;

/** The state of a message. */
public enum MessageState {
  /** Waits for its time, its turn, or its next attempt. */
  PENDING,
  /** It is being sent. */
  SENDING,
  /** The provider accepted it. */
  SENT,
  /** It reached its recipient. */
  DELIVERED,
  /** The provider accepted it and could not deliver it. */
  UNDELIVERED,
  /** It failed permanently. */
  FAILED,
  /** It expired before it was sent. */
  EXPIRED,
  /** Somebody cancelled it. */
  CANCELLED,
  /** Its provider took it back. */
  RECALLED,
  /** It went out inside another message, the digest of its recipient. */
  DIGESTED,
  /** It was not sent by a rule, for example because the recipient opted out. */
  SUPPRESSED,
  /** It is unknown whether the provider accepted it. */
  UNKNOWN,
  /** A state of a newer server that this client does not know. */
  UNRECOGNIZED;

  /** Whether the message is not processed any more; receipts may still arrive. */
  public boolean isFinal() {
    return switch (this) {
      case SENT,
          DELIVERED,
          UNDELIVERED,
          FAILED,
          EXPIRED,
          CANCELLED,
          RECALLED,
          DIGESTED,
          SUPPRESSED ->
          true;
      case PENDING, SENDING, UNKNOWN, UNRECOGNIZED -> false;
    };
  }

  static MessageState of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException newer) {
      return UNRECOGNIZED;
    }
  }
}
