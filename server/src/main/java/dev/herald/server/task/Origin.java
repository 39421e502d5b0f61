package dev.herald.server.task;

import java.util.UUID;

/**
 * The message that another one comes from.
 *
 * @param messageId of a digest: the first of its members
 */
public record Origin(Kind kind, UUID messageId) {
  /** Why the new message was made. */
  public enum Kind {
    RESEND,
    /** The channel before failed. */
    FALLBACK,
    /** Nothing was told of the channel before in time. */
    ESCALATION,
    DIGEST
  }
}
