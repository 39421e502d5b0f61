package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.application.Applications;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The codes of a node and its application. */
@Component
class NodeNames {
  private final Nodes nodes;
  private final Applications applications;

  NodeNames(Nodes nodes, Applications applications) {
    this.nodes = nodes;
    this.applications = applications;
  }

  record Name(String application, String node) {
    Subject subject() {
      return Subject.ofNode(application, node);
    }
  }

  /** Empty when it is gone, or was counted before nodes were. */
  Optional<Name> of(UUID id) {
    try {
      Node node = nodes.get(id);
      return Optional.of(new Name(applications.get(node.applicationId()).code(), node.code()));
    } catch (RequestProblem.NotFound _) {
      return Optional.empty();
    }
  }
}
