package dev.herald.server.definition;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Reach;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.ConnectorSources;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where a connector is used. */
@Component
class DefinitionUses {
  private final ConnectorCatalog connectors;
  private final ConnectorSources sources;
  private final Applications applications;
  private final Nodes nodes;

  DefinitionUses(
      ConnectorCatalog connectors,
      ConnectorSources sources,
      Applications applications,
      Nodes nodes) {
    this.connectors = connectors;
    this.sources = sources;
    this.applications = applications;
    this.nodes = nodes;
  }

  /** A node whose messages may go by the connector's channel. */
  record NodeUse(String application, String node, String name) {}

  /** As far as the caller's reach goes. */
  record ConnectorUses(
      String channel, List<ConnectorSources.SourceUse> sources, List<NodeUse> nodes) {}

  /**
   * @throws RequestProblem.NotFound when there is no such connector
   */
  ConnectorUses of(String connector, Reach reach) {
    Channel channel =
        connectors
            .find(connector)
            .orElseThrow(() -> new RequestProblem.NotFound(Thing.CONNECTOR, connector))
            .description()
            .channel();
    List<NodeUse> using =
        applications.list().stream()
            .filter(application -> reach.seesApplication(application.code()))
            .flatMap(application -> using(application, channel))
            .toList();
    return new ConnectorUses(channel.name(), sources.uses(connector, reach), using);
  }

  private Stream<NodeUse> using(Application application, Channel channel) {
    return nodes.list(application.id()).stream()
        .filter(node -> node.plan().channels().contains(channel))
        .map((Node node) -> new NodeUse(application.code(), node.code(), node.name()));
  }
}
