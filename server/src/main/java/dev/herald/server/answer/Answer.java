package dev.herald.server.answer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is told.
 *
 * @param message that it is about; null: none, or several
 * @param node that it is about; null: none
 * @param at when it happened
 * @param body the CloudEvent in structured mode, as UTF-8
 */
record Answer(
    UUID id,
    UUID application,
    String type,
    @Nullable UUID message,
    @Nullable String node,
    Instant at,
    byte[] body) {
  @Override
  public String toString() {
    return "%s %s".formatted(type, id);
  }
}
