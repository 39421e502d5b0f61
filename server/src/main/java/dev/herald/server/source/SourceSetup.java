package dev.herald.server.source;

import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.network.Egress;
import dev.herald.channels.Connectors;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorSettings.class)
class SourceSetup {

  @Bean(destroyMethod = "close")
  LoadedConnectors connectors(ConnectorSettings settings, Egress egress, Clock clock) {
    var environment = new ConnectorProvider.Environment(egress, clock, settings.deadline());
    return LoadedConnectors.watching(
        Connectors.load(environment, settings.folder(), settings.kept()), settings.folder());
  }
}
