package dev.herald.server.source;

import dev.herald.channel.Connector;
import java.util.List;
import java.util.Optional;

/** The connectors that sources can be made for. What it answers may change while Herald runs. */
public interface ConnectorCatalog {

  Optional<Connector> find(String name);

  /** In the order of their names. */
  List<Connector> all();
}
