package dev.herald.server.node;

import dev.herald.channel.Content;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.schema.SampleVariables;
import dev.herald.server.template.ContentLimits;
import dev.herald.server.template.PublishedTemplates;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.language.CompiledTemplate;
import dev.herald.server.template.language.TemplateBody;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a content may be published for a node. */
@Component
record TemplateFit(Renderer renderer, ContentLimits limits) {

  /**
   * @throws RequestProblem.Invalid naming each variable that the node's schema lacks, or the part
   *     that is too long for every provider even with sample data
   */
  void require(
      TemplateBody body, PublishedTemplates.Place place, @Nullable UUID tenantId, Node node) {
    FieldErrors errors = new FieldErrors();
    CompiledTemplate.compile(body, node.wording().variables(), errors);
    errors.throwIfAny();
    if (sample(body, place, node) instanceof Rendering.Rendered(Content content)) {
      limits
          .tooLong(place.channel(), tenantId, content)
          .ifPresent(reason -> errors.add("content." + reason.part(), reason));
    }
    errors.throwIfAny();
  }

  private Rendering sample(TemplateBody body, PublishedTemplates.Place place, Node node) {
    return renderer.render(
        body,
        place.channel(),
        node.wording(),
        renderer.filling(
            SampleVariables.of(node.wording().json()), place.locale(), ZoneOffset.UTC));
  }
}
