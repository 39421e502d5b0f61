package dev.herald.server.intake.plan;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in one form, whatever way it was written: in whatever order its members came, {@code 5.0}
 * for {@code 5}, and a member that is {@code null} like one that is not there.
 */
public final class CanonicalJson {
  private static final ObjectWriter SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build().writer();
  private static final long LARGEST_LONG = 999_999_999_999_999_999L;
  private static final int DIGITS_OF_LONG = 18;

  private CanonicalJson() {}

  public static String of(JsonNode json) {
    return SORTED.writeValueAsString(isUsual(json) ? json : usual(json));
  }

  /** As it was before numbers and nulls were looked at: keys of earlier releases were made so. */
  public static String asWritten(JsonNode json) {
    return SORTED.writeValueAsString(json);
  }

  /** Most are, and need no copy. */
  private static boolean isUsual(JsonNode json) {
    return switch (json.getNodeType()) {
      case ARRAY, OBJECT -> hasUsualValues(json);
      case NUMBER -> isUsualNumber(json);
      case BINARY, BOOLEAN, MISSING, NULL, POJO, STRING -> true;
    };
  }

  private static boolean hasUsualValues(JsonNode json) {
    for (JsonNode value : json) {
      if (!isUsual(value) || value.isNull() && json.isObject()) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode usual(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> object(json);
      case ARRAY -> array(json);
      case NUMBER -> number(json);
      case BINARY, BOOLEAN, MISSING, NULL, POJO, STRING -> json;
    };
  }

  private static JsonNode object(JsonNode json) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    json.properties()
        .forEach(member -> {
          if (!member.getValue().isNull()) {
            object.set(member.getKey(), usual(member.getValue()));
          }
        });
    return object;
  }

  private static JsonNode array(JsonNode json) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    json.forEach(element -> array.add(usual(element)));
    return array;
  }

  private static boolean isUsualNumber(JsonNode json) {
    return json.isInt() || json.isLong() && isShort(json.longValue());
  }

  private static boolean isShort(long number) {
    return number >= -LARGEST_LONG && number <= LARGEST_LONG;
  }

  private static JsonNode number(JsonNode json) {
    if (isUsualNumber(json) || json instanceof NumericNode odd && odd.isNaN()) {
      return json;
    }
    BigDecimal shortest = json.decimalValue().stripTrailingZeros();
    boolean whole =
        shortest.scale() <= 0 && (long) shortest.precision() - shortest.scale() <= DIGITS_OF_LONG;
    return whole
        ? JsonNodeFactory.instance.numberNode(shortest.longValueExact())
        : JsonNodeFactory.instance.numberNode(shortest);
  }
}
