package dev.herald.server.schedule.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of times that passed while no process was there to fire. */
public enum Missed {
  SKIP,
  /** One fire for all of them: the latest. */
  ONCE,
  ALL;

  /**
   * Whether a slot that is due fires.
   *
   * @param following the next slot; null: there is none
   * @param grace a slot that is no older is not missed
   */
  public boolean fires(Instant slot, @Nullable Instant following, Instant now, Duration grace) {
    if (!slot.isBefore(now.minus(grace))) {
      return true;
    }
    return switch (this) {
      case SKIP -> false;
      case ONCE -> following == null || following.isAfter(now);
      case ALL -> true;
    };
  }
}
