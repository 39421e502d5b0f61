package dev.herald.server.intake;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one form, whatever order its members came in. */
final class CanonicalJson {
  private static final ObjectWriter SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build().writer();

  private CanonicalJson() {}

  static String of(JsonNode json) {
    return SORTED.writeValueAsString(json);
  }
}
