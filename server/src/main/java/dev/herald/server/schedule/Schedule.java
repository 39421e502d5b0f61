package dev.herald.server.schedule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it stands.
 *
 * @param application by code
 * @param nextAt when it fires next; null: never again
 * @param pausedAt since when it makes no fires; null: it makes them
 */
record Schedule(
    UUID id,
    UUID applicationId,
    String application,
    String code,
    ScheduleSpec spec,
    @Nullable Instant nextAt,
    @Nullable Instant pausedAt,
    @Nullable String pausedBy) {

  /** Unique: {@code esop/payday}. */
  String key() {
    return application + "/" + code;
  }

  /** By what the messages of a fire are found. */
  String reference(Instant slot) {
    return "schedule:%s:%s".formatted(code, slot);
  }
}
