package dev.herald.server.console;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Previews;
import dev.herald.server.node.Templates;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.Sources;
import dev.herald.server.source.TestSend;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.Template;
import dev.herald.server.template.TemplateVersion;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Sends a template, published or not, to one address, and shows the exact call. */
@Component
class TemplateTest {
  private final Nodes nodes;
  private final Templates templates;
  private final Previews previews;
  private final Tenants tenants;
  private final Sources sources;
  private final TestSend testSend;

  TemplateTest(
      Nodes nodes,
      Templates templates,
      Previews previews,
      Tenants tenants,
      Sources sources,
      TestSend testSend) {
    this.nodes = nodes;
    this.templates = templates;
    this.previews = previews;
    this.tenants = tenants;
    this.sources = sources;
    this.testSend = testSend;
  }

  /**
   * @param channel of the template to try; may be left out when {@code version} is given
   * @param tenant whose templates, language and sources
   * @param locale the reader's; the tenant's unless said
   * @param data the variables
   * @param version of the tenant or of every tenant, and need not be published; the published one
   *     unless said
   * @param source a source's code; the one that a message would take unless said
   * @param to the address; left out where the source alone says where messages go
   */
  record Order(
      @Nullable String channel,
      String tenant,
      @Nullable String locale,
      @Nullable JsonNode data,
      @Nullable UUID version,
      @Nullable String source,
      @Nullable String to) {
    Order {
      tenant = Objects.requireNonNullElse(tenant, "");
    }

    /** Neither the address nor the variables. */
    @Override
    public String toString() {
      return "test of a template for " + tenant;
    }
  }

  TestSend.TestReport run(UUID applicationId, String nodeCode, Order order) {
    Node node = nodes.get(applicationId, nodeCode);
    Tenant tenant =
        tenants
            .find(order.tenant)
            .orElseThrow(() ->
                new RequestProblem.Invalid(
                    "tenant", "'%s' is no tenant".formatted(order.tenant), "a tenant's code"));
    Previews.Preview preview = preview(node, tenant, order);
    Content content =
        switch (preview.rendering()) {
          case Rendering.Rendered(Content rendered) -> rendered;
          case Rendering.Failed(String reason) ->
              throw new RequestProblem.Invalid(
                  order.version == null ? "channel" : "version", reason, "a template that renders");
        };
    return testSend.run(source(order, tenant, preview.channel()), order.to, content);
  }

  private Previews.Preview preview(Node node, Tenant tenant, Order order) {
    Previews.Sample sample = new Previews.Sample(order.tenant, order.locale, order.data);
    if (order.version != null) {
      TemplateVersion version = templates.version(order.version);
      if (!isFor(node, tenant, version.template())) {
        throw new RequestProblem.NotFound("version of node '" + node.code() + "'", order.version);
      }
      return previews.of(version, node, sample);
    }
    return previews.of(node, sample).stream()
        .filter(preview -> preview.channel().name().equals(order.channel))
        .findFirst()
        .orElseThrow(() ->
            new RequestProblem.Invalid(
                "channel",
                "node '%s' does not use channel '%s'".formatted(node.code(), order.channel),
                "one of " + node.plan().channels()));
  }

  /** Another tenant's words may not be the caller's to read. */
  private static boolean isFor(Node node, Tenant tenant, Template template) {
    UUID owner = template.tenantId();
    return template.nodeId().equals(node.id()) && (owner == null || owner.equals(tenant.id()));
  }

  private String source(Order order, Tenant tenant, Channel channel) {
    if (order.source != null) {
      return order.source;
    }
    return sources.candidates(tenant.id(), channel).stream()
        .findFirst()
        .map(source -> source.source().code())
        .orElseThrow(() ->
            new RequestProblem.Invalid(
                "channel",
                "no source serves channel '%s' for tenant '%s'".formatted(channel, tenant.code()),
                "a channel that has one, or a source's code in 'source'"));
  }
}
