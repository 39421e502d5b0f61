package dev.herald.server.task;

import java.time.Duration;

/**
 * When the next channel is used although the one before did not fail.
 *
 * @param after so long after the message was to go, unless something was told of it
 * @param unless what
 */
public record Escalation(Duration after, Unless unless) {
  /** What ends an escalation in time. */
  public enum Unless {
    DELIVERED,
    READ
  }
}
