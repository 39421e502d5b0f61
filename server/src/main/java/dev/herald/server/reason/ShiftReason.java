package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** Why a source gets another part of what it could be given. */
public sealed interface ShiftReason extends Reason {

  /**
   * @param percent of its latest calls, which failed through its own fault or its provider's
   */
  record FailsOften(int percent) implements ShiftReason {}

  /**
   * @param millis of its latest calls on average
   * @param usual milliseconds
   */
  record AnswersSlowly(long millis, long usual) implements ShiftReason {}

  /** It rests, and is then tried with a few messages. */
  record RestsAfterFailures() implements ShiftReason {}

  /**
   * @param percent of its latest calls, which fail still
   */
  record AnswersWellAgain(int percent, long millis) implements ShiftReason {}

  /** What it was judged by is too long ago. */
  record IsTriedAgain() implements ShiftReason {}
}
