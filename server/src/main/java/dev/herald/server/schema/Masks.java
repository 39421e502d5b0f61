package dev.herald.server.schema;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Hides secret variables from those who look at a message. */
final class Masks {
  private static final JsonNode MASK = JsonNodeFactory.instance.stringNode("(secret)");

  private Masks() {}

  static JsonNode masked(JsonNode value, Shape shape) {
    if (shape.secret()) {
      return value.isNull() ? value : MASK;
    }
    return switch (shape) {
      case Shape.Fields(var byName, _) when value.isObject() -> fields(value, byName);
      case Shape.Items(var each, _) when value.isArray() -> items(value, each);
      case Shape.Fields _, Shape.Items _, Shape.Leaf _ -> value;
    };
  }

  private static ObjectNode fields(JsonNode value, Map<String, Shape> byName) {
    ObjectNode masked = JsonNodeFactory.instance.objectNode();
    value.forEachEntry((name, field) -> {
      Shape shape = byName.get(name);
      masked.set(name, shape == null ? field : masked(field, shape));
    });
    return masked;
  }

  private static ArrayNode items(JsonNode value, Shape each) {
    ArrayNode masked = JsonNodeFactory.instance.arrayNode();
    value.forEach(item -> masked.add(masked(item, each)));
    return masked;
  }
}
