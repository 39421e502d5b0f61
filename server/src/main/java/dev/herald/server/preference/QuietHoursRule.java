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

/** Whether it is a quiet hour on the recipient's clock, and what its node does then. */
@Component
public class QuietHoursRule {
  private final Tenants tenants;

  QuietHoursRule(Tenants tenants) {
    this.tenants = tenants;
  }

  /** Costs no round trip: nodes and tenants are kept in memory. */
  public Optional<Restriction> of(NewMessage message, Node node, Instant now) {
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

  static Optional<Restriction> of(QuietHours hours, boolean drops, ZoneId zone, Instant now) {
    return hours
        .until(now, zone)
        .map(end ->
            drops
                ? new Restriction.Forbidden(
                    new TraceReason.DroppedInQuietHours(hours.from(), hours.to(), zone.getId()))
                : new Restriction.NotBefore(
                    end,
                    new TraceReason.QuietHoursHeld(hours.from(), hours.to(), zone.getId(), end)));
  }
}
