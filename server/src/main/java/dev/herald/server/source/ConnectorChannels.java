package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.platform.database.CommittedCache;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The channels that connectors serve, beside the usual ones. One whose connector is gone stays a
 * channel while there are sources of it.
 */
@Component
final class ConnectorChannels implements ChannelNames {
  private static final String OF_SOURCES = "sources";

  private final ConnectorCatalog connectors;
  private final SourceStore sources;
  private final CommittedCache<String, Set<String>> ofSources = new CommittedCache<>(1);

  ConnectorChannels(ConnectorCatalog connectors, SourceStore sources) {
    this.connectors = connectors;
    this.sources = sources;
    connectors.onChange(ofSources::evictAll);
  }

  @Override
  public Set<String> known() {
    Set<String> names = new HashSet<>(USUAL);
    for (Connector connector : connectors.all()) {
      names.add(connector.description().channel().name());
    }
    names.addAll(ofSources.get(OF_SOURCES, _ -> sources.channels()));
    return names;
  }
}
