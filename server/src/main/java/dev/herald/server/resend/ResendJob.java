package dev.herald.server.resend;

import dev.herald.channel.Reason;
import dev.herald.server.authorization.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resending, taking back, rescheduling or cancelling of all messages that fit a filter.
 *
 * @param others whether those that went in one call with such a message may be taken back, too
 * @param sendAt of reschedules: the time as it was written; null: now
 * @param filter as the list of messages takes it; what is sought in it is masked where it is shown
 * @param perSecond at most so many resends
 * @param total how many there were to resend when it was made
 * @param failed could not be resent; {@code problem} says why the last one could not, or why the
 *     job failed
 * @param waitsUntil when it goes on, if something holds it up, and {@code waitsFor} says what
 */
record ResendJob(
    UUID id,
    Act act,
    boolean others,
    @Nullable String sendAt,
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
    @Nullable Reason problem,
    @Nullable Instant waitsUntil,
    @Nullable Reason waitsFor) {
  private static final Set<String> SOUGHT = Set.of("destination", "variable");

  /** What a job does with each message. */
  enum Act {
    RESEND,
    RECALL,
    RESCHEDULE,
    CANCEL
  }

  /** How far a job is. */
  enum State {
    RUNNING,
    STOPPED,
    FAILED,
    DONE
  }

  /** Whether it is limited to what a reach takes in. */
  boolean isWithin(Reach reach) {
    return reach.covers(Reach.Limit.TENANTS, filter.get("tenant"))
        && reach.covers(Reach.Limit.APPLICATIONS, filter.get("application"));
  }

  /** As people see it: without the address or variable that its messages have. */
  ResendJob masked() {
    Map<String, String> shown = new TreeMap<>(filter);
    SOUGHT.forEach(name -> shown.computeIfPresent(name, (_, _) -> "***"));
    return new ResendJob(
        id,
        act,
        others,
        sendAt,
        state,
        shown,
        perSecond,
        requestedBy,
        createdAt,
        finishedAt,
        total,
        resent,
        failed,
        leftOut,
        problem,
        waitsUntil,
        waitsFor);
  }

  /** Whom its resends name, so that a job that is taken up again knows its own. */
  String actor() {
    return "%s, job %s".formatted(requestedBy, id);
  }
}
