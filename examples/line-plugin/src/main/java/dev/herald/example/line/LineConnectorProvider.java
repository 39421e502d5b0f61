package dev.herald.example.line;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import java.util.List;

/** Herald finds it by its name in {@code META-INF/services}. */
public final class LineConnectorProvider implements ConnectorProvider {
  @Override
  public List<Connector> connectors(Environment environment) {
    return List.of(new LineConnector(environment.egress(), environment.deadline()));
  }
}
