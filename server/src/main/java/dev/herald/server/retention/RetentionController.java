package dev.herald.server.retention;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Durations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Retention")
class RetentionController {
  private static final int LATEST = 100;

  private final RetentionSettings settings;
  private final RetentionRuns runs;
  private final Nodes nodes;

  RetentionController(RetentionSettings settings, RetentionRuns runs, Nodes nodes) {
    this.settings = settings;
    this.runs = runs;
    this.nodes = nodes;
  }

  /**
   * How long messages are kept, and what went.
   *
   * @param messages where the node says nothing
   * @param partitions how much time a partition covers
   * @param nodes that say how long
   * @param runs newest first
   */
  record RetentionView(
      String messages,
      PartitionSpan partitions,
      List<NodeTerm> nodes,
      List<RetentionRuns.Run> runs) {}

  /**
   * @param node its application and code
   */
  record NodeTerm(String node, String retention) {}

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/v1/retention")
  @Operation(operationId = "seeRetention", summary = "How long messages are kept, and what went")
  RetentionView look(Caller.Staff caller) {
    return new RetentionView(
        Durations.print(settings.messages()),
        settings.partitions(),
        nodes.kept().stream()
            .filter(node -> node.retention() != null)
            .map(node ->
                new NodeTerm(
                    node.name(), Durations.print(Objects.requireNonNull(node.retention()))))
            .toList(),
        runs.latest(LATEST));
  }
}
