package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.web.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/applications/{application}/nodes")
class NodeController {
  private final Applications applications;
  private final Tenants tenants;
  private final Nodes nodes;
  private final Templates templates;
  private final TemplateMatrix matrix;
  private final PublicUrl url;

  NodeController(
      Applications applications,
      Tenants tenants,
      Nodes nodes,
      Templates templates,
      TemplateMatrix matrix,
      PublicUrl url) {
    this.applications = applications;
    this.tenants = tenants;
    this.nodes = nodes;
    this.templates = templates;
    this.matrix = matrix;
    this.url = url;
  }

  /** A node in a list. */
  record NodeLine(UUID id, String code, String name, String lane) {}

  @Operation(summary = "The nodes of an application")
  @Requires(Permission.READ)
  @GetMapping
  Page<NodeLine> list(Caller caller, @PathVariable String application) {
    return Page.all(
        nodes.list(applications.get(application).id()).stream()
            .map(node -> new NodeLine(node.id(), node.code(), node.name(), node.lane()))
            .toList());
  }

  /** The node, and which templates its plan lacks for a tenant. */
  @Operation(summary = "A node, and which templates it lacks for a tenant")
  @Requires(Permission.READ)
  @GetMapping("/{node}")
  ResponseEntity<NodeView> get(
      Caller caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestParam @Nullable String tenant) {
    Tenant reader = tenant == null ? null : tenants.get(tenant);
    Node found = nodes.get(applications.get(application).id(), node);
    return EntityTag.answer(Nodes.tag(found), view(found, caller, reader));
  }

  /** Creates or updates the node, and publishes the templates that come with it. */
  @Operation(summary = "Make or change a node, and publish the templates that come with it")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PutMapping("/{node}")
  ResponseEntity<NodeView> put(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody NodeSpec spec) {
    var sender = applications.get(application);
    return nodes
        .put(sender, node, spec, caller.name(), seen)
        .getFirst()
        .answer(
            () -> view(nodes.get(sender.id(), node), caller, null),
            _ -> Nodes.tag(nodes.get(sender.id(), node)));
  }

  /** Its templates by tenant, channel and language; of one tenant when it is given. */
  @Operation(summary = "The templates of a node by tenant, channel and language")
  @Requires(Permission.READ)
  @GetMapping("/{node}/matrix")
  TemplateMatrix.Matrix matrix(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestParam @Nullable String tenant) {
    return matrix.of(nodes.get(applications.get(application).id(), node), caller.reach(), tenant);
  }

  /** How to send by it, with a sample of its variables. */
  @Operation(summary = "How to send by a node, with a sample of its variables")
  @Requires(Permission.READ)
  @GetMapping("/{node}/snippets")
  NodeSnippets snippets(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestParam(defaultValue = "TENANT") String tenant,
      HttpServletRequest request) {
    String base = url.of(request).orElse(NodeSnippets.ANY_HERALD);
    return NodeSnippets.of(base, nodes.get(applications.get(application).id(), node), tenant);
  }

  /** Takes away a node that no message was sent by. */
  @Operation(summary = "Take away a node that no message was sent by")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @DeleteMapping("/{node}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String node) {
    nodes.delete(applications.get(application), node, seen);
  }

  private NodeView view(Node node, Caller caller, @Nullable Tenant tenant) {
    UUID tenantId = tenant == null ? null : tenant.id();
    Locale locale = tenant == null ? node.locale() : tenant.locale();
    List<String> missing =
        node.plan().channels().stream()
            .filter(channel -> templates.resolve(node, tenantId, locale, channel, null).isEmpty())
            .map(Channel::name)
            .toList();
    return NodeView.of(node, templates.list(node.id(), caller.reach()), missing);
  }
}
