package dev.herald.server.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How schedules are fired.
 *
 * @param grace a slot that is older was missed
 * @param deadline how long a URL may take to answer
 * @param pause after the first try of a fire that came to nothing; doubled after each other
 * @param tries in a row, until a fire fails
 * @param kept how long fires are kept once they are over
 */
@ConfigurationProperties("herald.schedules")
record ScheduleSettings(
    @DefaultValue("1m") Duration grace,
    @DefaultValue("30s") Duration deadline,
    @DefaultValue("5s") Duration pause,
    @DefaultValue("8") int tries,
    @DefaultValue("90d") Duration kept) {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  ScheduleSettings {
    if (!deadline.isPositive() || deadline.compareTo(LONGEST_CALL) > 0) {
      throw new IllegalArgumentException("herald.schedules.deadline is from 1ms to 30s");
    }
    if (!grace.isPositive() || !pause.isPositive() || tries < 1 || tries > 20) {
      throw new IllegalArgumentException(
          "herald.schedules.grace and .pause must be positive, .tries from 1 to 20");
    }
  }

  /**
   * @param before tries that came to nothing already
   */
  Duration pauseAfter(int before) {
    return pause.multipliedBy(1L << Math.min(before, 20));
  }
}
