package dev.herald.server.queue;

import dev.herald.server.application.Applications;
import dev.herald.server.lane.Lanes;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether a queue's records are better left in their broker: a lane that they may be of is full of
 * messages that are being sent.
 */
@Component
class Congestion {
  private final Lanes lanes;
  private final Nodes nodes;
  private final Applications applications;

  Congestion(Lanes lanes, Nodes nodes, Applications applications) {
    this.lanes = lanes;
    this.nodes = nodes;
    this.applications = applications;
  }

  /**
   * @param application whose records they are; null: any
   */
  boolean isOn(@Nullable String application) {
    if (lanes.full().isEmpty()) {
      return false;
    }
    return application == null
        || applications
            .find(application)
            .map(found -> nodes.list(found.id()).stream().map(Node::lane))
            .stream()
            .flatMap(each -> each)
            .anyMatch(lanes.full()::contains);
  }
}
