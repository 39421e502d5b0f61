package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.template.BodyJson;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.TemplateSpec;
import dev.herald.server.template.TemplateStore;
import dev.herald.server.template.VersionView;
import dev.herald.server.template.language.TemplateBody;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/applications/{application}/nodes/{node}")
class NodeTemplateController {
  private final Applications applications;
  private final Nodes nodes;
  private final Templates templates;
  private final Previews previews;

  NodeTemplateController(
      Applications applications, Nodes nodes, Templates templates, Previews previews) {
    this.applications = applications;
    this.nodes = nodes;
    this.templates = templates;
    this.previews = previews;
  }

  @Operation(summary = "The templates of a node")
  @Requires(Permission.READ)
  @GetMapping("/templates")
  Page<TemplateStore.Listed> list(
      Caller caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestParam @Nullable String tenant,
      @RequestParam @Nullable String channel,
      @RequestParam @Nullable String locale) {
    return Page.all(
        templates.list(node(application, node).id(), caller.reach()).stream()
            .filter(template -> tenant == null || tenant.equals(template.tenant()))
            .filter(template -> channel == null || channel.equals(template.channel()))
            .filter(template -> locale == null || locale.equals(template.locale()))
            .toList());
  }

  /** Publishes the content, as a new version when it differs from the published one. */
  @Operation(summary = "Publish a content")
  @Requires(Permission.EDIT)
  @PutMapping("/templates")
  ResponseEntity<VersionView> put(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody TemplateSpec spec) {
    caller.reach().requireTenant(spec.tenant());
    Templates.Publication done =
        templates.publish(node(application, node).id(), spec, caller.name(), seen);
    return done.change()
        .answer(() -> VersionView.of(done.version()), version -> EntityTag.of(version.id()));
  }

  /** Keeps the content as a version that is not published yet. */
  @Operation(summary = "Keep a content as a version that is not published")
  @Requires(Permission.EDIT)
  @PostMapping("/templates")
  @ResponseStatus(HttpStatus.CREATED)
  VersionView draft(
      Caller caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody TemplateSpec spec) {
    caller.reach().requireTenant(spec.tenant());
    return VersionView.of(templates.draft(node(application, node).id(), spec, caller.name()));
  }

  /**
   * What to preview.
   *
   * @param channel with a content: what it is for
   * @param content one that is not saved; the published templates of the node's plan unless given
   */
  record PreviewSpec(
      @Nullable String tenant,
      @Nullable String locale,
      @Nullable JsonNode data,
      @Nullable String channel,
      @Nullable JsonNode content) {
    Previews.Sample sample() {
      return new Previews.Sample(tenant, locale, data);
    }
  }

  /**
   * What messages of this node would be, by each channel of its plan. Only who may edit has a
   * content shown that is not saved.
   */
  @Operation(summary = "What messages of a node would say")
  @Requires(Permission.READ)
  @PostMapping("/preview")
  Page<PreviewView> preview(
      Caller caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody PreviewSpec spec) {
    caller.reach().requireSight(Reach.Limit.TENANTS, spec.tenant());
    Node sender = node(application, node);
    if (spec.content() == null) {
      return Page.all(previews.of(sender, spec.sample()).stream().map(PreviewView::of).toList());
    }
    caller.require(Permission.EDIT);
    FieldErrors errors = new FieldErrors();
    Channel channel = new PlanJson(errors).channel("channel", spec.channel());
    TemplateBody body = new BodyJson(errors).read(channel, spec.content());
    errors.throwIfAny();
    Rendering rendering = previews.of(body, channel, sender, spec.sample());
    return Page.all(List.of(PreviewView.of(new Previews.Preview(channel, null, rendering))));
  }

  private Node node(String application, String node) {
    return nodes.get(applications.get(application).id(), node);
  }
}
