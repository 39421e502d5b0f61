package dev.herald.spring.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A row that Herald refuses.
 *
 * @param submission as JSON, with addresses and variables in plain
 * @param reason what Herald said; it may quote the submission
 */
public record ParkedRow(UUID id, String submission, Instant parkedAt, String reason) {

  /** Without what is personal. */
  @Override
  public String toString() {
    return "ParkedRow[id=%s, parkedAt=%s]".formatted(id, parkedAt);
  }
}
