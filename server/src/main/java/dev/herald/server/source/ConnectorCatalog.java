package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channels.ConnectorFile;
import java.util.List;
import java.util.Optional;

/** The connectors that sources can be made for. What it answers may change while Herald runs. */
public interface ConnectorCatalog {

  Optional<Connector> find(String name);

  /** The same connector, speaking to the stand-in providers alone, whatever the server's mode. */
  default Optional<Connector> standIn(String name) {
    return Optional.empty();
  }

  /** In the order of their names. */
  List<Connector> all();

  /** What became of the files of the operator's folder, by their names. */
  default List<ConnectorFile> files() {
    return List.of();
  }

  /** Has something run whenever what it answers has changed. */
  default void onChange(Runnable action) {}
}
