package dev.herald.server.intake.plan;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.SubmissionFault;
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
      errors.add("at", new SubmissionFault.TimeTooFar((int) FURTHEST.toDays()));
    }
    Instant dueAt = at != null && at.isAfter(now) ? at : null;
    Duration worth = request.expiresIn() != null ? request.expiresIn() : expiry;
    Instant expiresAt = worth == null ? null : (at == null ? now : at).plus(worth);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add(
          request.expiresIn() != null ? "expiresIn" : "at",
          new SubmissionFault.ExpiredBefore(expiresAt));
    }
    return new Schedule(dueAt, expiresAt);
  }
}
