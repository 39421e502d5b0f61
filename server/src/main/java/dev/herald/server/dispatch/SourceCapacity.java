package dev.herald.server.dispatch;

import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.server.directory.Tenants;
import dev.herald.server.limit.SourceLimiters;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.TenantChannel;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How many messages the sources of a flow take, at all and in one call. */
@Component
class SourceCapacity {
  private static final int MOST = 100_000;

  private final Sources sources;
  private final SourceLimiters limiters;
  private final Tenants tenants;
  private final ConnectorCatalog connectors;
  private final Gathering gathering;

  SourceCapacity(
      Sources sources,
      SourceLimiters limiters,
      Tenants tenants,
      ConnectorCatalog connectors,
      Gathering gathering) {
    this.sources = sources;
    this.limiters = limiters;
    this.tenants = tenants;
    this.connectors = connectors;
    this.gathering = gathering;
  }

  /**
   * How many more messages of a flow its sources would let in or let wait. What finds no source, or
   * only paused ones, is not held back by any.
   */
  int of(TenantChannel flow, UUID owner) {
    if (flow.channel().isEmpty()) {
      return Integer.MAX_VALUE;
    }
    List<ConfiguredSource> open =
        candidates(flow).stream().filter(source -> !source.paused()).toList();
    return open.isEmpty()
        ? Integer.MAX_VALUE
        : open.stream().mapToInt(source -> of(source, flow.tenantId(), owner)).sum();
  }

  private int of(ConfiguredSource source, UUID tenant, UUID owner) {
    int calls = limiters.of(source, owner).capacity(tenant, tenants.weight(tenant));
    int together = together(source);
    return together == 1 ? calls : whole(calls, together, gathering.waiting(source.source().id()));
  }

  /** While some wait already, those that come to them come as a whole call. */
  private static int whole(int calls, int together, int waiting) {
    long free = (long) calls * together - waiting;
    return waiting > 0 && free < together ? 0 : Math.clamp(free, 0, MOST);
  }

  /** How many messages of a flow may go in one call, by the source that takes most of them. */
  int together(TenantChannel flow) {
    return flow.channel().isEmpty()
        ? 1
        : candidates(flow).stream().mapToInt(this::together).max().orElse(1);
  }

  private int together(ConfiguredSource source) {
    return connectors
        .serving(source)
        .map(connector -> connector.description().batch())
        .map(BatchLimit::most)
        .orElse(1);
  }

  private List<ConfiguredSource> candidates(TenantChannel flow) {
    return sources.candidates(flow.tenantId(), new Channel(flow.channel()));
  }
}
