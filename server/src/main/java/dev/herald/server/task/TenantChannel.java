package dev.herald.server.task;

import java.util.UUID;

/**
 * One tenant's messages on one channel: they all wait for the same sources, so whether one of them
 * could go now, any could.
 *
 * @param channel its name; empty: of a task that an older version saved, nobody knows
 */
public record TenantChannel(UUID tenantId, String channel) {
  /** The flow that a message belongs to. */
  public static TenantChannel of(NewMessage message) {
    return new TenantChannel(
        message.ownership().tenantId(), message.context().route().channel().name());
  }
}
