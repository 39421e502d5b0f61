package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.directory.Locales;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.TemplateVersion;
import dev.herald.server.template.language.Filling;
import dev.herald.server.template.language.TemplateBody;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows what a node's messages would be, from sample variables. */
@Service
public class Previews {
  private final Templates templates;
  private final Tenants tenants;
  private final Renderer renderer;

  Previews(Templates templates, Tenants tenants, Renderer renderer) {
    this.templates = templates;
    this.tenants = tenants;
    this.renderer = renderer;
  }

  /**
   * For whom to show it, with what.
   *
   * @param tenant a tenant's code; somebody of no tenant, in UTC, unless said
   * @param locale the reader's; the tenant's, or else the node's, unless said
   * @param data the variables
   */
  public record Sample(@Nullable String tenant, @Nullable String locale, @Nullable JsonNode data) {}

  /**
   * @param version what it was rendered from; null when there is no published template
   */
  public record Preview(Channel channel, @Nullable TemplateVersion version, Rendering rendering) {}

  private record Reading(@Nullable Tenant tenant, @Nullable Locale wanted, JsonNode data) {
    Locale locale(Node node) {
      return wanted != null ? wanted : tenant != null ? tenant.locale() : node.locale();
    }

    ZoneId zone() {
      return tenant == null ? ZoneOffset.UTC : tenant.zone();
    }
  }

  /**
   * One preview for each channel of the node's plan, from the template that a message would take.
   *
   * @throws RequestProblem.Invalid when the sample is wrong; variables under {@code data}
   */
  public List<Preview> of(Node node, Sample sample) {
    Reading reading = read(sample, node.wording());
    return node.plan().channels().stream().map(channel -> of(node, channel, reading)).toList();
  }

  private Preview of(Node node, Channel channel, Reading reading) {
    Tenant tenant = reading.tenant();
    Locale tenantLocale = tenant == null ? node.locale() : tenant.locale();
    Optional<TemplateVersion> version =
        templates.resolve(
            node, tenant == null ? null : tenant.id(), tenantLocale, channel, reading.wanted());
    return version
        .map(found -> of(found, node, reading))
        .orElseGet(() ->
            new Preview(
                channel, null, new Rendering.Failed(new TraceReason.NoPublishedTemplate())));
  }

  /** A preview of one version, published or not, which fits the schema that it was made for. */
  public Preview of(TemplateVersion version, Node node, Sample sample) {
    return of(version, node, read(sample, version.schema()));
  }

  /** A preview of a content that is not saved. */
  Rendering of(TemplateBody body, Channel channel, Node node, Sample sample) {
    Reading reading = read(sample, node.wording());
    Filling filling = renderer.filling(reading.data(), reading.locale(node), reading.zone());
    return renderer.render(body, channel, node.wording(), filling);
  }

  private Preview of(TemplateVersion version, Node node, Reading reading) {
    Rendering rendering =
        renderer.render(version, reading.data(), reading.locale(node), reading.zone());
    return new Preview(version.template().channel(), version, rendering);
  }

  private Reading read(Sample sample, VariableSchema schema) {
    FieldErrors errors = new FieldErrors();
    Tenant tenant = null;
    if (sample.tenant() != null) {
      tenant = tenants.find(sample.tenant()).orElse(null);
      if (tenant == null) {
        errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), sample.tenant()));
      }
    }
    Locale wanted = Locales.parseOptional("locale", sample.locale(), errors);
    JsonNode data = sample.data() == null ? JsonNodeFactory.instance.objectNode() : sample.data();
    for (FieldError error : schema.validate(data)) {
      errors.add(error.within("data"));
    }
    errors.throwIfAny();
    return new Reading(tenant, wanted, data);
  }
}
