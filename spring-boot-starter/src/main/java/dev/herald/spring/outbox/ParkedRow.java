package dev.herald.spring.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A row that Herald refuses.
 *
 * @param submission as JSON, with addresses and variables in plain text
 * @param reason Herald's answer; it may quote the submission
 */
public record ParkedRow(UUID id, String submission, Instant parkedAt, String reason) {

  /** Without personal data. */
  @Override
  public String toString() {
    return "ParkedRow[id=%s, parkedAt=%s]".formatted(id, parkedAt);
  }
}
