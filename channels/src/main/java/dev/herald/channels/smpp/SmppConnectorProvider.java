package dev.herald.channels.smpp;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import java.util.List;

/** Brings the connector {@code smpp} along. */
public final class SmppConnectorProvider implements ConnectorProvider {

  @Override
  public List<Connector> connectors(Environment environment) {
    return List.of(new SmppConnector(environment));
  }
}
