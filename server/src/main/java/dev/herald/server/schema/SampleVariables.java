package dev.herald.server.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Variables to try a node out with, made from its schema. What a pattern asks for is guessed. */
public final class SampleVariables {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> FIGURES = Set.of("money", "number", "percent");
  private static final String DIGITS = "12345678901234567890";

  private SampleVariables() {}

  public static ObjectNode of(JsonNode schema) {
    ObjectNode sample = JSON.objectNode();
    schema
        .path("properties")
        .forEachEntry((name, variable) -> sample.set(name, value(name, variable)));
    return sample;
  }

  private static JsonNode value(String name, JsonNode schema) {
    for (String given : List.of("default", "const")) {
      if (schema.has(given)) {
        return schema.path(given);
      }
    }
    JsonNode first = schema.path("examples").path(0);
    if (first.isMissingNode()) {
      first = schema.path("enum").path(0);
    }
    return first.isMissingNode() ? byType(name, schema) : first;
  }

  private static JsonNode byType(String name, JsonNode schema) {
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asString("") : type.asString("")) {
      case "object" -> of(schema);
      case "array" -> JSON.arrayNode().add(value(name, schema.path("items")));
      case "integer" -> JSON.numberNode(least(schema, "1").setScale(0, RoundingMode.CEILING));
      case "number" -> JSON.numberNode(least(schema, "1.5"));
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.stringNode(text(name, schema));
    };
  }

  private static BigDecimal least(JsonNode schema, String usual) {
    BigDecimal least = new BigDecimal(usual);
    return Format.decimal(schema.path("minimum")).map(least::max).orElse(least);
  }

  private static String text(String name, JsonNode schema) {
    if (FIGURES.contains(schema.path("x-format").asString(""))) {
      return "1.5";
    }
    return switch (schema.path("format").asString("")) {
      case "date" -> "2026-11-21";
      case "date-time" -> "2026-11-21T09:00:00+08:00";
      case "email" -> "li@example.com";
      case "uri" -> "https://example.com/";
      default -> schema.has("pattern") ? digits(schema.path("pattern").asString()) : name;
    };
  }

  /** Most patterns of variables are of codes: so many digits. */
  private static String digits(String pattern) {
    String count = pattern.replaceAll("^\\^?(?:\\[0-9\\]|\\\\d)\\{(\\d{1,2})\\}\\$?$", "$1");
    return count.length() <= 2 && count.matches("\\d+")
        ? DIGITS.substring(0, Math.min(DIGITS.length(), Integer.parseInt(count)))
        : DIGITS.substring(0, 6);
  }
}
