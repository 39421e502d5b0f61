package dev.herald.server.schema;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the integers of a schema as integers. {@code 100.0} and {@code 1e2} are integers to JSON
 * Schema, and to many a receiver's reader they are not.
 */
public final class WholeValues {
  private WholeValues() {}

  /** The same value, or one whose integers are written as such. */
  public static JsonNode of(JsonNode value, Shape shape) {
    return switch (shape) {
      case Shape.Fields fields when value.isObject() -> object(value, fields);
      case Shape.Items(Shape each, _) when value.isArray() -> array(value, each);
      case Shape.Leaf leaf when leaf.format() instanceof Format.Whole -> whole(value);
      case Shape.Fields _, Shape.Items _, Shape.Leaf _ -> value;
    };
  }

  private static ObjectNode object(JsonNode value, Shape.Fields fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value.forEachEntry((name, field) -> {
      Shape shape = fields.byName().get(name);
      object.set(name, shape == null ? field : of(field, shape));
    });
    return object;
  }

  private static ArrayNode array(JsonNode value, Shape each) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    value.forEach(item -> array.add(of(item, each)));
    return array;
  }

  private static JsonNode whole(JsonNode value) {
    if (!value.isFloatingPointNumber()) {
      return value;
    }
    Optional<BigDecimal> number =
        Format.decimal(value).map(BigDecimal::stripTrailingZeros).filter(it -> it.scale() <= 0);
    return number
        .<JsonNode>map(it -> JsonNodeFactory.instance.numberNode(it.toBigIntegerExact()))
        .orElse(value);
  }
}
