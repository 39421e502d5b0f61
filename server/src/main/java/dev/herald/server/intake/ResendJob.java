package dev.herald.server.intake;

import dev.herald.server.task.Resendable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resending of all messages that fit a filter.
 *
 * @param filter as the list of messages takes it
 * @param perSecond at most so many resends
 * @param total how many there were to resend when it was made
 * @param failed could not be resent; {@code problem} says why the last one could not
 */
record ResendJob(
    UUID id,
    State state,
    Map<String, String> filter,
    int perSecond,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    long total,
    long resent,
    long failed,
    Map<Resendable.Omission, Long> leftOut,
    @Nullable String problem) {
  /** How far a job is. */
  enum State {
    RUNNING,
    STOPPED,
    DONE
  }

  /** Whom its resends name, so that a job that is taken up again knows its own. */
  String actor() {
    return "%s, resend job %s".formatted(requestedBy, id);
  }
}
