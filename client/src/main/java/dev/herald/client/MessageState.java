package dev.herald.client;

import java.util.Locale;

/** Where a message stands. */
public enum MessageState {
  /** Waits for its time, its turn, or its next attempt. */
  PENDING,
  /** It is being sent. */
  SENDING,
  /** The provider took it. */
  SENT,
  /** It reached its recipient. */
  DELIVERED,
  /** The provider took it and could not deliver it. */
  UNDELIVERED,
  /** It was given up. */
  FAILED,
  /** Its time ran out before it was sent. */
  EXPIRED,
  /** Somebody called it off. */
  CANCELLED,
  /** Its provider took it back. */
  RECALLED,
  /** It was not to be sent, for example because the recipient opted out. */
  SUPPRESSED,
  /** Nobody can say whether the provider took it. */
  UNKNOWN,
  /** A state that a newer server knows and this client does not. */
  UNRECOGNIZED;

  /** Whether nothing will be done for the message any more; receipts may still come in. */
  public boolean isFinal() {
    return switch (this) {
      case SENT, DELIVERED, UNDELIVERED, FAILED, EXPIRED, CANCELLED, RECALLED, SUPPRESSED -> true;
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
