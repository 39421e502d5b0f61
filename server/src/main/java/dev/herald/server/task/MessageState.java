package dev.herald.server.task;

/** Where a message stands. */
public enum MessageState {
  /** Waits for its time, its turn, or its next attempt. */
  PENDING,
  /** A process has it in hand. */
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
  /** It went out inside another message, the digest of its recipient. */
  DIGESTED,
  /** It was not to be sent, for example because the recipient opted out. */
  SUPPRESSED,
  /** Nobody can say whether the provider took it. */
  UNKNOWN;

  /** Every transition there is. */
  public boolean mayBecome(MessageState next) {
    return switch (this) {
      case PENDING ->
          switch (next) {
            case SENDING, EXPIRED, CANCELLED, DIGESTED, SUPPRESSED -> true;
            case PENDING, SENT, DELIVERED, UNDELIVERED, FAILED, RECALLED, UNKNOWN -> false;
          };
      case SENDING ->
          switch (next) {
            case PENDING, SENT, FAILED, EXPIRED, SUPPRESSED, UNKNOWN -> true;
            case SENDING, DELIVERED, UNDELIVERED, CANCELLED, RECALLED, DIGESTED -> false;
          };
      case UNKNOWN ->
          switch (next) {
            case SENT, DELIVERED, UNDELIVERED, FAILED, UNKNOWN -> true;
            case PENDING, SENDING, EXPIRED, CANCELLED, RECALLED, DIGESTED, SUPPRESSED -> false;
          };
      case SENT -> next == DELIVERED || next == UNDELIVERED || next == RECALLED;
      case UNDELIVERED -> next == DELIVERED;
      case DELIVERED -> next == RECALLED;
      case FAILED, EXPIRED, CANCELLED, RECALLED, DIGESTED, SUPPRESSED -> false;
    };
  }

  /** Whether the same content may be sent anew although the node's dedup window is open. */
  public boolean releasesDedup() {
    return switch (this) {
      case FAILED, EXPIRED, CANCELLED, RECALLED, SUPPRESSED, UNDELIVERED -> true;
      case PENDING, SENDING, SENT, DELIVERED, DIGESTED, UNKNOWN -> false;
    };
  }
}
