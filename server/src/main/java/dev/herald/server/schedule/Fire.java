package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fire of a schedule.
 *
 * @param slot the time that it is of
 * @param position how far it is: the last recipient's code, or what the URL gave to go on by
 * @param accepted submissions that were taken
 * @param refused submissions that were not; {@code problem} says why the last one was not
 * @param messages that were made
 * @param tries in a row that came to nothing
 * @param problem why it was skipped, failed, or waits
 */
record Fire(
    UUID id,
    UUID scheduleId,
    Instant slot,
    Cause cause,
    State state,
    @Nullable String position,
    long accepted,
    long refused,
    long messages,
    int tries,
    @Nullable Reason problem,
    @Nullable String startedBy,
    @Nullable Instant waitsUntil,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** What made it. */
  enum Cause {
    RULE,
    /** Somebody ran it now. */
    PERSON
  }

  /** How far it is. */
  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    STOPPED,
    /** It was missed, or the one before still went on. */
    SKIPPED
  }
}
