package dev.herald.server.intake.plan;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.task.DigestSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a message is sent.
 *
 * @param dueAt null: at once
 * @param expiresAt null: never
 */
record Timing(@Nullable Instant dueAt, @Nullable Instant expiresAt) {

  /** The same once it goes with a digest: what it is worth sending moves with it. */
  Timing in(DigestSlot digest) {
    Duration wait = Duration.between(digest.from(), digest.at());
    return new Timing(digest.at(), expiresAt == null ? null : expiresAt.plus(wait));
  }

  /** The timings of one submission: the same for all who are in one zone. */
  static final class Of {
    private final MessageRequest request;
    private final @Nullable Duration expiry;
    private final ZoneId tenantZone;
    private final Instant now;
    private final FieldErrors errors;
    private final Map<ZoneId, Timing> byZone = new HashMap<>();

    /**
     * @param expiry of the node, used when the request has none
     */
    Of(
        MessageRequest request,
        @Nullable Duration expiry,
        ZoneId tenantZone,
        Instant now,
        FieldErrors errors) {
      this.request = request;
      this.expiry = expiry;
      this.tenantZone = tenantZone;
      this.now = now;
      this.errors = errors;
    }

    Instant now() {
      return now;
    }

    /** Of one whose zone is this. */
    Timing in(ZoneId zone) {
      SendTime at = request.at();
      return at != null && at.isOfRecipient() ? byZone.computeIfAbsent(zone, this::made) : usual();
    }

    /** Of one who has no zone of its own. */
    Timing usual() {
      return byZone.computeIfAbsent(tenantZone, this::made);
    }

    private Timing made(ZoneId zone) {
      SendTime written = request.at();
      Instant at = written == null ? null : written.in(zone, tenantZone, now);
      if (at != null && at.isAfter(now.plus(SendTime.FURTHEST))) {
        errors.add("at", new SubmissionFault.TimeTooFar((int) SendTime.FURTHEST.toDays()));
      }
      Instant dueAt = at != null && at.isAfter(now) ? at : null;
      Duration worth = request.expiresIn() != null ? request.expiresIn() : expiry;
      Instant expiresAt = worth == null ? null : (at == null ? now : at).plus(worth);
      if (expiresAt != null && !expiresAt.isAfter(now)) {
        errors.add(
            request.expiresIn() != null ? "expiresIn" : "at",
            new SubmissionFault.ExpiredBefore(expiresAt));
      }
      return new Timing(dueAt, expiresAt);
    }
  }
}
