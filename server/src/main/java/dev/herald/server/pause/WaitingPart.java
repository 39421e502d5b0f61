package dev.herald.server.pause;

import dev.herald.server.task.NewMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of the messages that wait; what is null may be anything. */
record WaitingPart(
    @Nullable UUID application,
    @Nullable UUID node,
    @Nullable UUID tenant,
    @Nullable String lane,
    @Nullable String channel) {

  boolean isEverything() {
    return application == null && node == null && tenant == null && lane == null && channel == null;
  }

  boolean has(NewMessage message) {
    NewMessage.Ownership of = message.ownership();
    return (application == null || application.equals(of.applicationId()))
        && (node == null || node.equals(of.nodeId()))
        && (tenant == null || tenant.equals(of.tenantId()))
        && (lane == null || lane.equals(message.lane()))
        && (channel == null || channel.equals(message.context().route().channel().name()));
  }
}
