package dev.herald.server.lane;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lanes and leases.
 *
 * @param lanes by name; adding one is configuration
 * @param lease after how long without a heartbeat others adopt a process's tasks
 * @param beat how often the heartbeat is written
 * @param drain how long a process that is asked to end finishes what it has begun
 * @param poll how often a lane looks for tasks that came due
 */
@ConfigurationProperties("herald")
public record LaneSettings(
    Map<String, Lane> lanes,
    @DefaultValue("20s") Duration lease,
    @DefaultValue("2s") Duration beat,
    @DefaultValue("20s") Duration drain,
    @DefaultValue("200ms") Duration poll) {

  public LaneSettings {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("herald.lanes names no lane");
    }
    if (lease.compareTo(beat.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException("herald.lease must be at least three times herald.beat");
    }
    lanes = Map.copyOf(lanes);
  }

  /** What goes first while the processor is short. */
  public enum Priority {
    /** Nothing. */
    URGENT,
    /** What comes in. */
    NORMAL,
    /** What comes in, and the sends of lanes that are not in the background. */
    BACKGROUND
  }

  /**
   * One isolation class.
   *
   * @param capacity how many tasks one process holds in memory; large ones count as several
   * @param priority what its sends let go first while the processor is short
   * @param besideUrgent the part of all processors' time that its sends may take while messages of
   *     urgent lanes come in, 0.001 to 1; of background lanes only
   */
  public record Lane(
      @DefaultValue("2000") int capacity,
      @DefaultValue("normal") Priority priority,
      @DefaultValue("0.1") double besideUrgent) {
    public Lane {
      if (capacity < 1) {
        throw new IllegalArgumentException("a lane's capacity is at least 1");
      }
      if (!(besideUrgent >= 0.001 && besideUrgent <= 1)) {
        throw new IllegalArgumentException(
            "a lane's beside-urgent is a part of all processors' time, 0.001 to 1");
      }
    }
  }
}
