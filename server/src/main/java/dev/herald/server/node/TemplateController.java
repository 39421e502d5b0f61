package dev.herald.server.node;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Page;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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

  TemplateController(Nodes nodes, Templates templates, Previews previews) {
    this.nodes = nodes;
    this.templates = templates;
    this.previews = previews;
  }

  @GetMapping("/versions")
  Page<VersionView> versions(Caller.Administrator caller, @PathVariable UUID id) {
    return Page.all(templates.versions(id).stream().map(VersionView::of).toList());
  }

  @GetMapping("/versions/{number}")
  VersionView version(
      Caller.Administrator caller, @PathVariable UUID id, @PathVariable int number) {
    return VersionView.of(templates.version(id, number));
  }

  /** What changed from one version to another. */
  @GetMapping("/versions/{number}/diff/{other}")
  TemplateDifference difference(
      Caller.Administrator caller,
      @PathVariable UUID id,
      @PathVariable int number,
      @PathVariable int other) {
    return TemplateDifference.between(templates.version(id, number), templates.version(id, other));
  }

  /** Publishes a version; an earlier one rolls back. Answers the one that is published now. */
  @PostMapping("/versions/{number}/publish")
  VersionView publish(
      Caller.Administrator caller, @PathVariable UUID id, @PathVariable int number) {
    return VersionView.of(templates.publish(id, number, caller.name()));
  }

  @PostMapping("/versions/{number}/preview")
  PreviewView preview(
      Caller.Administrator caller,
      @PathVariable UUID id,
      @PathVariable int number,
      @RequestBody Previews.Sample sample) {
    TemplateVersion version = templates.version(id, number);
    return PreviewView.of(previews.of(version, nodes.get(version.template().nodeId()), sample));
  }

  /** Leaves none of its versions published. */
  @DeleteMapping("/published")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller.Administrator caller, @PathVariable UUID id) {
    templates.withdraw(id);
  }
}
