package dev.herald.server.console.configuration;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What a configuration holds, for the OpenAPI document. */
@Component
class ConfigurationSchema implements OpenApiCustomizer {
  static final String NAME = "ConfigurationDocument";
  private static final Map<String, String> PIECES = pieces();

  /** The schema of a section's pieces, and how their keys are written. */
  private static Map<String, String> pieces() {
    Map<String, String> pieces = new LinkedHashMap<>();
    pieces.put("definitions", "DefinitionSpec");
    pieces.put("applications", "ApplicationSpec");
    pieces.put("tenants", "TenantSpec");
    pieces.put("recipients", "RecipientSpec");
    pieces.put("sources", "SourceSpec");
    pieces.put("topics", "TopicSpec");
    pieces.put("nodes", "NodeSpec");
    pieces.put("calendars", "CalendarSpec");
    pieces.put("schedules", "ScheduleSpec");
    pieces.put("campaigns", "CampaignOrder");
    return pieces;
  }

  @Override
  public void customise(OpenAPI document) {
    Schema<?> configuration =
        new ObjectSchema()
            .description(
                "Sections of pieces by their keys: codes, for definitions the"
                    + " connector, for recipients tenant/code, for calendars"
                    + " the tenant, for nodes and schedules application/code, for campaigns a key"
                    + " of the file's own. What is left out stays as it is; a campaign is made once.");
    PIECES.forEach((section, piece) -> {
      Schema<?> pieces = new ObjectSchema();
      pieces.setAdditionalProperties(new Schema<>().$ref("#/components/schemas/" + piece));
      configuration.addProperty(section, pieces);
    });
    configuration.setAdditionalProperties(false);
    configuration.setExample(
        Map.of(
            "tenants",
            Map.of(
                "hengtong", Map.of("name", "恒通科技", "locale", "zh-CN", "zone", "Asia/Shanghai"))));
    document.getComponents().addSchemas(NAME, configuration);
  }
}
