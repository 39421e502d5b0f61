package dev.herald.server.task;

import dev.herald.channel.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a provider to take a message back. */
@FunctionalInterface
public interface MessageRecall {
  /**
   * @param task as its last call left it
   */
  Recalled recall(MessageTask task);

  /** What came of it. */
  sealed interface Recalled {
    /** The provider took it back. */
    record Done(TraceEvent.Call call) implements Recalled {}

    /** The provider would not. */
    record Refused(Reason why) implements Recalled {}

    /**
     * It is asked too often.
     *
     * @param after when it may be asked again
     */
    record NotNow(Reason why, Duration after) implements Recalled {}

    /** Nobody can say whether it did. */
    record Unanswered(Reason why) implements Recalled {}

    /**
     * Its provider takes nothing back, or the source that sent it is gone.
     *
     * @param connector null: nobody knows which source sent it
     */
    record NotPossible(@Nullable String connector) implements Recalled {}

    /** The provider takes it back within this time only. */
    record TooLate(Duration within) implements Recalled {}

    /** The provider knows it by an id, and never told it. */
    record WithoutId() implements Recalled {}
  }
}
