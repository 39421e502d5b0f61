package dev.herald.server.node;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.template.TemplateDifference;
import dev.herald.server.template.TemplateVersion;
import dev.herald.server.template.VersionView;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/templates/{id}")
class TemplateController {
  private final Nodes nodes;
  private final Templates templates;
  private final Previews previews;
  private final TemplateReach reach;

  TemplateController(Nodes nodes, Templates templates, Previews previews, TemplateReach reach) {
    this.nodes = nodes;
    this.templates = templates;
    this.previews = previews;
    this.reach = reach;
  }

  @Operation(summary = "The versions of a template")
  @Requires(Permission.READ)
  @GetMapping("/versions")
  Page<VersionView> versions(Caller.Staff caller, @PathVariable UUID id) {
    reach.require(caller.reach(), id);
    return Page.all(templates.versions(id).stream().map(VersionView::of).toList());
  }

  @Operation(summary = "A version of a template")
  @Requires(Permission.READ)
  @GetMapping("/versions/{number}")
  ResponseEntity<VersionView> version(
      Caller.Staff caller, @PathVariable UUID id, @PathVariable int number) {
    reach.require(caller.reach(), id);
    return tagged(templates.version(id, number));
  }

  /** What changed from one version to another. */
  @Operation(summary = "What changed from one version to another")
  @Requires(Permission.READ)
  @GetMapping("/versions/{number}/diff/{other}")
  TemplateDifference difference(
      Caller.Staff caller,
      @PathVariable UUID id,
      @PathVariable int number,
      @PathVariable int other) {
    reach.require(caller.reach(), id);
    return TemplateDifference.between(templates.version(id, number), templates.version(id, other));
  }

  /** Publishes a version; an earlier one rolls back. Answers the one that is published now. */
  @Operation(summary = "Publish a version, newer or older")
  @Requires(Permission.EDIT)
  @PostMapping("/versions/{number}/publish")
  ResponseEntity<VersionView> publish(
      Caller.Staff caller, Precondition seen, @PathVariable UUID id, @PathVariable int number) {
    reach.requireChange(caller.reach(), id);
    return tagged(templates.publish(id, number, caller.name(), seen));
  }

  /** With its own tag, which is the template's too while it is the published one. */
  private static ResponseEntity<VersionView> tagged(TemplateVersion version) {
    return EntityTag.answer(EntityTag.of(version.id()), VersionView.of(version));
  }

  @Operation(summary = "What a version would say")
  @Requires(Permission.READ)
  @PostMapping("/versions/{number}/preview")
  PreviewView preview(
      Caller.Staff caller,
      @PathVariable UUID id,
      @PathVariable int number,
      @RequestBody Previews.Sample sample) {
    reach.require(caller.reach(), id);
    caller.reach().requireSight(Reach.Limit.TENANTS, sample.tenant());
    TemplateVersion version = templates.version(id, number);
    return PreviewView.of(previews.of(version, nodes.get(version.template().nodeId()), sample));
  }

  /** Leaves none of its versions published. */
  @Operation(summary = "Leave no version published")
  @Requires(Permission.EDIT)
  @DeleteMapping("/published")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller.Staff caller, Precondition seen, @PathVariable UUID id) {
    reach.requireChange(caller.reach(), id);
    templates.withdraw(id, seen);
  }
}
