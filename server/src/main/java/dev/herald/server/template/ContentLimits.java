package dev.herald.server.template;

import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long the providers of a channel let a content be. */
@FunctionalInterface
public interface ContentLimits {

  /**
   * Why none of them takes it; empty where one does, and where a channel has no source yet.
   *
   * @param tenantId whose sources it would go by; null: any
   */
  Optional<CallReason.PartTooLong> tooLong(
      Channel channel, @Nullable UUID tenantId, Content content);
}
