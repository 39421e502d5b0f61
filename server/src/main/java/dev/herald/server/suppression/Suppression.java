package dev.herald.server.suppression;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that must not be sent to on a channel.
 *
 * @param address none: its person was erased
 * @param reason what the provider said; null: nothing
 * @param sourceId whose provider said so; null: a person did
 * @param messageId that it was said of
 * @param madeBy who added it by hand
 * @param note of whoever added it
 */
public record Suppression(
    UUID id,
    UUID tenantId,
    Channel channel,
    Destination address,
    Cause cause,
    @Nullable Reason reason,
    @Nullable UUID sourceId,
    @Nullable UUID messageId,
    @Nullable String madeBy,
    @Nullable String note,
    Instant since) {

  /** What brought it there. */
  public enum Cause {
    /** A provider said that nothing reaches it. */
    BOUNCED,
    /** A device's token is registered no more. */
    DEAD,
    /** Its owner called a message spam. */
    COMPLAINED,
    /** Its owner wrote back to be sent nothing more. */
    STOPPED,
    /** A person added it. */
    ADDED
  }
}
