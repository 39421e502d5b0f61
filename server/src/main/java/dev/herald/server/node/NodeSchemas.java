package dev.herald.server.node;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What of a node is JSON of a form of its own, for the OpenAPI document. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NodeSchemas implements OpenApiCustomizer {
  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public void customise(OpenAPI document) {
    document
        .getComponents()
        .addSchemas("ChannelPlan", plan())
        .addSchemas("VariableSchema", variables())
        .addSchemas("TemplateContent", content());
    replace(document, "NodeSpec", "plan", "ChannelPlan");
    replace(document, "NodeView", "plan", "ChannelPlan");
    replace(document, "NodeSpec", "schema", "VariableSchema");
    replace(document, "NodeView", "schema", "VariableSchema");
    replace(document, "TemplateSpec", "content", "TemplateContent");
    replace(document, "VersionView", "content", "TemplateContent");
    replace(document, "PreviewSpec", "content", "TemplateContent");
  }

  private static void replace(OpenAPI document, String owner, String property, String by) {
    Schema<?> schema = document.getComponents().getSchemas().get(owner);
    if (schema != null && schema.getProperties() != null) {
      schema.getProperties().put(property, new Schema<>().$ref(REFERENCE + by));
    }
  }

  private static Schema<?> plan() {
    Schema<?> plan =
        new Schema<>()
            .description("One channel; every one of some; or the first that works")
            .example(Map.of("fallback", List.of("email", "sms")));
    plan.setOneOf(
        List.of(
            new StringSchema().minLength(1),
            ofChannels("every", "Each of them"),
            ofChannels("fallback", "The next when one fails for good")));
    return plan;
  }

  private static Schema<?> ofChannels(String name, String description) {
    Schema<?> plan =
        new ObjectSchema()
            .description(description)
            .addProperty(
                name, new ArraySchema().items(new StringSchema()).minItems(1).uniqueItems(true));
    plan.setRequired(List.of(name));
    plan.setAdditionalProperties(false);
    return plan;
  }

  private static Schema<?> variables() {
    Schema<?> variables =
        new ObjectSchema()
            .description(
                "JSON Schema of the variables, with x-format, x-secret and x-search: see"
                    + " docs/add-a-node.md. At most 64 KB.");
    variables.setExample(
        Map.of(
            "type",
            "object",
            "required",
            List.of("name"),
            "properties",
            Map.of("name", Map.of("type", "string"))));
    variables.setAdditionalProperties(true);
    return variables;
  }

  /** Fields tell the kinds, as the channel needs them. */
  private static Schema<?> content() {
    Schema<?> content =
        new ObjectSchema()
            .description(
                "By the channel: subject with html or text (email); text (sms, chats); title with"
                    + " markdown (chats); template with params (a provider's own); type with json"
                    + " (webhook). Variables stand in {{braces}}.");
    content.setExample(
        Map.of("subject", "Hello {{name}}", "text", "{{name}}, your shares are here."));
    for (String field :
        List.of("subject", "html", "text", "title", "markdown", "template", "type")) {
      content.addProperty(field, new StringSchema());
    }
    content.addProperty("params", new ArraySchema().items(new StringSchema()));
    content.addProperty("json", new Schema<>().description("Any JSON"));
    return content;
  }
}
