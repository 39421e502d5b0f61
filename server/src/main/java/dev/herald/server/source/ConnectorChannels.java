package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.server.directory.ChannelNames;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The channels that connectors serve, beside the usual ones. */
@Component
record ConnectorChannels(ConnectorCatalog connectors) implements ChannelNames {
  @Override
  public Set<String> known() {
    Set<String> names = new HashSet<>(USUAL);
    for (Connector connector : connectors.all()) {
      names.add(connector.description().channel().name());
    }
    return names;
  }
}
