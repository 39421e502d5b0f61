package dev.herald.server.node;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/applications/{application}/nodes/{node}/second-person")
class SecondPersonController {
  private final Applications applications;
  private final Nodes nodes;
  private final SecondPerson rule;

  SecondPersonController(Applications applications, Nodes nodes, SecondPerson rule) {
    this.applications = applications;
    this.nodes = nodes;
    this.rule = rule;
  }

  /**
   * @param needed whether somebody else than its author publishes a version
   */
  record SecondPersonRule(boolean needed) {}

  @Operation(summary = "Whether a node's templates are published by a second person")
  @Requires(Permission.READ)
  @GetMapping
  SecondPersonRule get(
      Caller.Staff caller, @PathVariable String application, @PathVariable String node) {
    return new SecondPersonRule(rule.isNeeded(node(application, node).id()));
  }

  @Operation(
      summary = "Have a node's templates published by a second person, or not any more",
      description =
          "While it holds, 409 refuses whoever publishes a version that they wrote themselves, also"
              + " where writing and publishing are one request.")
  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.TENANTS)
  @PutMapping
  SecondPersonRule put(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody SecondPersonRule wanted) {
    rule.set(node(application, node).id(), application + "/" + node, wanted.needed());
    return wanted;
  }

  private Node node(String application, String node) {
    return nodes.get(applications.get(application).id(), node);
  }
}
