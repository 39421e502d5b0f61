package dev.herald.server.schedule;

import dev.herald.server.reason.WordedReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the API shows it.
 *
 * @param next its next times; none while it is paused
 * @param lastFire the latest; null: it never fired
 * @param troubles how many fires were missed, skipped or failed in the last seven days
 * @param secret of one that was just made and calls a URL: it is never shown again
 */
record ScheduleView(
    String application,
    String code,
    ScheduleSpec spec,
    boolean paused,
    @Nullable Instant pausedAt,
    @Nullable String pausedBy,
    List<Instant> next,
    @Nullable FireView lastFire,
    long troubles,
    @Nullable String secret) {

  /**
   * A fire of a schedule.
   *
   * @param cause RULE, or PERSON: somebody ran it
   * @param accepted submissions that were taken
   * @param refused submissions that were not
   * @param messages that were made; find them by {@code reference}
   * @param problem why it was skipped, failed or waits, or why the last submission was refused
   */
  record FireView(
      Instant slot,
      Fire.Cause cause,
      Fire.State state,
      long accepted,
      long refused,
      long messages,
      String reference,
      @Nullable WordedReason problem,
      @Nullable String startedBy,
      @Nullable Instant waitsUntil,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    static FireView of(Schedule schedule, Fire fire) {
      return new FireView(
          fire.slot(),
          fire.cause(),
          fire.state(),
          fire.accepted(),
          fire.refused(),
          fire.messages(),
          schedule.reference(fire.slot()),
          fire.problem() == null ? null : WordedReason.of(fire.problem()),
          fire.startedBy(),
          fire.waitsUntil(),
          fire.startedAt(),
          fire.finishedAt());
    }
  }

  @Override
  public String toString() {
    return application + "/" + code;
  }
}
