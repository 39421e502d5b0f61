package dev.herald.server.resend;

import dev.herald.channel.Reason;
import dev.herald.server.reason.WordedReason;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job over many messages as people see it: without the address or variable that its messages
 * have.
 *
 * @param act what it does with each: RESEND, RECALL, RESCHEDULE, CANCEL
 * @param filter as the list of messages takes it, with what is sought in it masked
 * @param perSecond at most so many resends
 * @param total how many there were when it was made
 * @param resent sent again, taken back, rescheduled or cancelled
 * @param failed could not be
 * @param problem why the last one could not, or why the job failed
 * @param waitsUntil when it goes on, if something holds it up
 * @param waitsFor what holds it up
 */
record ResendJobView(
    UUID id,
    ResendJob.Act act,
    ResendJob.State state,
    Map<String, String> filter,
    int perSecond,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    long total,
    long resent,
    long failed,
    Map<Resendable.Omission, Long> leftOut,
    @Nullable WordedReason problem,
    @Nullable Instant waitsUntil,
    @Nullable WordedReason waitsFor) {

  static ResendJobView of(ResendJob job) {
    ResendJob shown = job.masked();
    return new ResendJobView(
        shown.id(),
        shown.act(),
        shown.state(),
        shown.filter(),
        shown.perSecond(),
        shown.requestedBy(),
        shown.createdAt(),
        shown.finishedAt(),
        shown.total(),
        shown.resent(),
        shown.failed(),
        shown.leftOut(),
        worded(shown.problem()),
        shown.waitsUntil(),
        worded(shown.waitsFor()));
  }

  private static @Nullable WordedReason worded(@Nullable Reason reason) {
    return reason == null ? null : WordedReason.of(reason);
  }
}
