package dev.herald.server.console.configuration;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.node.NodeSpec;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code nodes}, by {@code application/code}, each with its templates. */
@Component
@Order(5)
record NodesSection(Nodes nodes, Applications applications, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public List<Change> put(Caller by, String key, JsonNode piece) {
    QualifiedKey node = QualifiedKey.parse(key, "application/node, for example esop/grant.vested");
    Application application = applications.get(node.owner());
    return nodes.put(application, node.code(), bodies.read(piece, NodeSpec.class), by.name());
  }
}
