package dev.herald.server.source;

import dev.herald.channel.Connector;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceSetup {

  /** No connector yet. */
  @Bean
  ConnectorCatalog connectors() {
    return new ConnectorCatalog() {
      @Override
      public Optional<Connector> find(String name) {
        return Optional.empty();
      }

      @Override
      public List<Connector> all() {
        return List.of();
      }
    };
  }
}
