package dev.herald.server.intake.plan;

import dev.herald.server.platform.problem.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When messages are sent.
 *
 * @param dueAt null: at once
 * @param expiresAt null: never
 */
record Schedule(@Nullable Instant dueAt, @Nullable Instant expiresAt) {
  private static final Duration FURTHEST = Duration.ofDays(400);

  /**
   * @param expiry of the node, used when the request has none
   */
  static Schedule of(
      MessageRequest request, @Nullable Duration expiry, Instant now, FieldErrors errors) {
    Instant at = request.at();
    if (at != null && at.isAfter(now.plus(FURTHEST))) {
      errors.add("at", "is more than %d days away".formatted(FURTHEST.toDays()), "a nearer time");
    }
    Instant dueAt = at != null && at.isAfter(now) ? at : null;
    Duration worth = request.expiresIn() != null ? request.expiresIn() : expiry;
    Instant expiresAt = worth == null ? null : (at == null ? now : at).plus(worth);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add(
          request.expiresIn() != null ? "expiresIn" : "at",
          "it would have expired at %s".formatted(expiresAt),
          "a time and span that end in the future");
    }
    return new Schedule(dueAt, expiresAt);
  }
}
