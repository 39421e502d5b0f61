package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.RateCap;
import dev.herald.channel.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source with what dispatch must know to choose it.
 *
 * @param tenantId whose it is; null when shared by all tenants
 * @param weight its share among the sources that could serve a message, at least 1
 * @param caps its own, or else its connector's documented ones
 * @param ambiguity its own, or else its connector's
 * @param pause null: it sends
 * @param connector what speaks for it, which may be an earlier one than the one in use
 */
public record ConfiguredSource(
    Source source,
    Channel channel,
    @Nullable UUID tenantId,
    int weight,
    List<RateCap> caps,
    AmbiguityPolicy ambiguity,
    @Nullable Pause pause,
    @Nullable Connector connector) {
  public ConfiguredSource {
    caps = List.copyOf(caps);
  }

  /** Of whose connector nothing is known yet. */
  public ConfiguredSource(
      Source source,
      Channel channel,
      @Nullable UUID tenantId,
      int weight,
      List<RateCap> caps,
      AmbiguityPolicy ambiguity,
      @Nullable Pause pause) {
    this(source, channel, tenantId, weight, caps, ambiguity, pause, null);
  }

  /**
   * Why it sends nothing.
   *
   * @param by null, as is {@code since}: it was paused when this was not written down yet
   */
  public record Pause(@Nullable String by, @Nullable Instant since, @Nullable String reason) {}

  public boolean paused() {
    return pause != null;
  }
}
