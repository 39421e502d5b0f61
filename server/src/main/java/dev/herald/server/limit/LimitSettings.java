package dev.herald.server.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a source may take.
 *
 * @param breaker for a source that fails again and again
 * @param callsPerSource how many calls to one source may be under way in this process at most; less
 *     while it answers slowly
 * @param longestLine how many messages may wait in memory for one of these calls, so that a source
 *     that hangs never holds all the room of a lane
 * @param capPatience how far off a message's turn at its source's rate cap may be for it to wait in
 *     memory; what must wait longer goes back to the table at once
 * @param sourceRest how long a source is left alone after it refused its own credentials
 */
@ConfigurationProperties("herald.dispatch")
public record LimitSettings(
    @DefaultValue Breaker breaker,
    @DefaultValue("128") int callsPerSource,
    @DefaultValue("5000") int longestLine,
    @DefaultValue("5s") Duration capPatience,
    @DefaultValue("1m") Duration sourceRest) {

  /**
   * @param rest how long a source that fails is left alone before a few messages try it
   * @param longestRest what the rest grows to while the tries fail
   */
  public record Breaker(
      @DefaultValue("5s") Duration rest, @DefaultValue("1m") Duration longestRest) {
    public Breaker {
      if (!rest.isPositive() || longestRest.compareTo(rest) < 0) {
        throw new IllegalArgumentException(
            "herald.dispatch.breaker.rest must be positive and longest-rest not below it");
      }
    }
  }
}
