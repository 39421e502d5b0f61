package dev.herald.server.source;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folder with the operator's own definitions; read again when they change
 * @param kept a folder of Herald's own, with each of them as it was last in use
 * @param plugins a folder with the operator's connectors in Java; read at the start and when asked
 * @param deadline how long one call to a provider may take
 */
@ConfigurationProperties("herald.connectors")
public record ConnectorSettings(
    Path folder, Path kept, Path plugins, @DefaultValue("10s") Duration deadline) {
  public ConnectorSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("herald.connectors.deadline must be positive");
    }
  }
}
