package dev.herald.server.console;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.BusinessFigures.By;
import dev.herald.server.statistics.RollupKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people call that of which figures are kept. */
@Component
class KeyNames {
  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final Sources sources;

  KeyNames(Applications applications, Nodes nodes, Tenants tenants, Sources sources) {
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.sources = sources;
  }

  /**
   * @param owner of an application, or of a node's
   */
  record Name(String key, @Nullable String name, @Nullable String owner) {}

  /** Empty: it is none of these, such as the source of what no source was called for. */
  Optional<Name> of(By by, String key) {
    if (key.isEmpty() || key.equals(RollupKey.NONE.toString())) {
      return Optional.empty();
    }
    try {
      return switch (by) {
        case APPLICATION -> Optional.of(application(applications.get(UUID.fromString(key))));
        case NODE -> Optional.of(node(nodes.get(UUID.fromString(key))));
        case TENANT -> Optional.of(tenant(tenants.get(UUID.fromString(key))));
        case SOURCE ->
            sources
                .find(UUID.fromString(key))
                .map(source -> new Name(source.source().code(), source.channel().name(), null));
        case CHANNEL, REASON -> Optional.of(new Name(key, null, null));
      };
    } catch (RequestProblem.NotFound gone) {
      return Optional.of(new Name(key, null, null));
    }
  }

  private static Name application(Application application) {
    return new Name(application.code(), application.name(), application.owner());
  }

  private Name node(Node node) {
    Application application = applications.get(node.applicationId());
    return new Name(application.code() + "/" + node.code(), node.name(), application.owner());
  }

  private static Name tenant(Tenant tenant) {
    return new Name(tenant.code(), tenant.name(), null);
  }
}
