package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.authorization.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-off send to many.
 *
 * @param code how a configuration knows it; null: it was not made by one
 * @param sameFileAt when the same file was brought within a day before
 * @param secondPerson whether somebody else has to approve it before it starts
 * @param loadedTo where loading goes on
 * @param position rows behind it are still to be sent
 * @param problem why it failed
 */
record Campaign(
    UUID id,
    String name,
    @Nullable String code,
    Whose whose,
    Audience audience,
    @Nullable Instant sameFileAt,
    Pace pace,
    boolean secondPerson,
    State state,
    People people,
    Times times,
    String loadedTo,
    long position,
    Counts counts,
    Map<String, Long> byChannel,
    @Nullable Reason problem,
    @Nullable Hold hold) {

  /** What it sends, and to whose people. */
  record Whose(UUID applicationId, UUID nodeId, UUID tenantId) {}

  /**
   * @param approvedBy null: nobody has
   */
  record People(String requestedBy, @Nullable String approvedBy) {}

  record Times(Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {}

  /** What it waits for. */
  record Hold(Instant until, Reason reason) {}

  /** How far it is. */
  enum State {
    /** Its rows are read and looked at. */
    LOADING,
    /** It can be approved and started. */
    READY,
    RUNNING,
    PAUSED,
    DONE,
    STOPPED,
    FAILED
  }

  /**
   * @param lookedAt rows that were read
   * @param total of them that are to be sent
   * @param suppressed of the total, those whom every message would be kept from
   * @param sent rows that were accepted
   * @param refused rows that were refused when they were sent
   */
  record Counts(
      long lookedAt,
      long total,
      long wrong,
      long duplicates,
      long suppressed,
      long sent,
      long refused) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
  }

  boolean needsApproval() {
    return secondPerson && people.approvedBy() == null;
  }

  boolean isWithin(Reach reach, String application, String tenant) {
    return reach.seesApplication(application) && reach.seesTenant(tenant);
  }
}
