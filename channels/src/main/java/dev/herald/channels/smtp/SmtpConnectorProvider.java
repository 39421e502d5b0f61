package dev.herald.channels.smtp;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import java.util.List;

/** Brings the connector {@code smtp} along. */
public final class SmtpConnectorProvider implements ConnectorProvider {
  @Override
  public List<Connector> connectors(Environment environment) {
    return List.of(new SmtpConnector(environment));
  }
}
