package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.TokenStore;
import dev.herald.channel.network.Egress;
import dev.herald.channels.Connectors;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorSettings.class)
class SourceSetup {

  @Bean(destroyMethod = "close")
  LoadedConnectors connectors(
      ConnectorSettings settings,
      Egress egress,
      Clock clock,
      TokenStore tokens,
      ConnectorCatalog.Reports reports,
      ConnectorCatalog.Published published,
      ObjectProvider<StandInEgress> standIns,
      List<OwnConnector> own) {
    return LoadedConnectors.watching(
        loaded(
            settings,
            egress,
            clock,
            tokens,
            reports,
            own.stream().map(OwnConnector::live).toList()),
        () ->
            loaded(
                settings,
                standIns.getObject().egress(),
                clock,
                tokens,
                reports,
                own.stream().map(OwnConnector::ofTests).toList()),
        settings.folder(),
        published);
  }

  private static Connectors loaded(
      ConnectorSettings settings,
      Egress egress,
      Clock clock,
      TokenStore tokens,
      ConnectorCatalog.Reports reports,
      List<Connector> own) {
    var environment =
        new ConnectorProvider.Environment(egress, clock, settings.deadline(), tokens, reports);
    return Connectors.load(
        environment, own, settings.folder(), settings.kept(), settings.plugins());
  }
}
