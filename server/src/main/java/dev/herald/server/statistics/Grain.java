package dev.herald.server.statistics;

import java.time.Duration;

/** How finely what happened was counted. Minutes are kept for two days, hours for a hundred. */
public enum Grain {
  MINUTE,
  HOUR,
  DAY;

  /** The coarsest that steps of this length can be added up of. */
  public static Grain of(Duration step) {
    if (step.toSeconds() % 3_600 != 0) {
      return MINUTE;
    }
    return HOUR;
  }
}
