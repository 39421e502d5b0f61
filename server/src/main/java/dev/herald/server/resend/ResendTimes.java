package dev.herald.server.resend;

import dev.herald.server.node.Nodes;
import dev.herald.server.task.NewMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a resent message is worth sending: as long as a new one of its node. */
@Component
class ResendTimes {
  private final Nodes nodes;
  private final Clock clock;

  ResendTimes(Nodes nodes, Clock clock) {
    this.nodes = nodes;
    this.clock = clock;
  }

  @Nullable Instant expiry(NewMessage first) {
    Duration worth = nodes.get(first.ownership().nodeId()).expiry();
    return worth == null ? null : clock.instant().plus(worth);
  }
}
