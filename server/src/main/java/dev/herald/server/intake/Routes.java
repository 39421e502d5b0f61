package dev.herald.server.intake;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Tenant;
import dev.herald.server.node.Node;
import dev.herald.server.node.TemplateVersion;
import dev.herald.server.node.Templates;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a channel needs for a tenant: the kind of address its sources take, and a template. */
@Component
class Routes {
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Templates templates;

  Routes(Sources sources, ConnectorCatalog connectors, Templates templates) {
    this.sources = sources;
    this.connectors = connectors;
    this.templates = templates;
  }

  /** Empty when no source serves the channel. */
  Optional<Destination.Kind> destinationKind(Tenant tenant, Channel channel) {
    List<ConfiguredSource> candidates = sources.candidates(tenant.id(), channel);
    return candidates.stream()
        .flatMap(source -> connectors.find(source.source().connector()).stream())
        .map(connector -> connector.description().destination())
        .findFirst();
  }

  Optional<TemplateVersion> template(
      Node node, Tenant tenant, Channel channel, @Nullable Locale wanted) {
    return templates.resolve(node, tenant.id(), tenant.locale(), channel, wanted);
  }
}
