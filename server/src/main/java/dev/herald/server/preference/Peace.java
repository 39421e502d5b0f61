package dev.herald.server.preference;

import dev.herald.server.directory.QuietHours;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Courtesy;
import dev.herald.server.node.Node;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.NewMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves people in peace in quiet hours, on their own clocks. */
@Component
public class Peace {
  private final Tenants tenants;

  Peace(Tenants tenants) {
    this.tenants = tenants;
  }

  /** Costs no round trip: nodes and tenants are kept in memory. */
  public Optional<Obstacle> of(NewMessage message, Node node, Instant now) {
    Courtesy.Quiet then = node.courtesy().inQuietHours(message.lane());
    QuietHours hours =
        then == Courtesy.Quiet.SEND ? null : hours(node, message.ownership().tenantId());
    return hours == null
        ? Optional.empty()
        : of(hours, then == Courtesy.Quiet.DROP, message.context().zone(), now);
  }

  private @Nullable QuietHours hours(Node node, UUID tenantId) {
    QuietHours own = node.courtesy().quietHours();
    return own == null ? tenants.get(tenantId).quietHours() : own;
  }

  static Optional<Obstacle> of(QuietHours hours, boolean drops, ZoneId zone, Instant now) {
    return hours
        .until(now, zone)
        .map(end ->
            drops
                ? new Obstacle.Never(
                    new TraceReason.DroppedInQuietHours(hours.from(), hours.to(), zone.getId()))
                : new Obstacle.NotBefore(
                    end,
                    new TraceReason.QuietHoursHeld(hours.from(), hours.to(), zone.getId(), end)));
  }
}
