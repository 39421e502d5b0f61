package dev.herald.server.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON for tests, in the shorter words of YAML. */
public final class Json {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Json() {}

  public static JsonNode of(String yaml) {
    return YAML.readTree(yaml);
  }
}
