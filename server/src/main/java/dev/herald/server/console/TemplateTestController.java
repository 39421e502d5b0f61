package dev.herald.server.console;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.TestSend;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Nodes")
class TemplateTestController {
  private final Applications applications;
  private final TemplateTest test;

  TemplateTestController(Applications applications, TemplateTest test) {
    this.applications = applications;
    this.test = test;
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/applications/{application}/nodes/{node}/test")
  @Operation(summary = "Send a template to one address and see the exact request and answer")
  TestSend.TestReport send(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody TemplateTest.Order order) {
    caller.reach().requireTenant(order.tenant());
    if (order.source() != null && !caller.reach().spans(Reach.Limit.TENANTS)) {
      throw new RequestProblem.Forbidden(
          "Who is limited to some tenants tries templates out through the source that a message"
              + " would take: leave 'source' out.");
    }
    return test.run(applications.get(application).id(), node, order);
  }
}
