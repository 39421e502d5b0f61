package dev.herald.server.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Makes JSON from a seed: what a schema of the document describes, with now and then a wrong value.
 */
final class RandomBody {
  private static final int DEEPEST = 5;

  private final Random random;
  private final JsonNode document;
  private final Map<String, String> known;

  /**
   * @param known values that exist, by the names of fields
   */
  RandomBody(Random random, JsonNode document, Map<String, String> known) {
    this.random = random;
    this.document = document;
    this.known = known;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** A document, half of the time with one or two of its values in exchange for others. */
  String changed(String sample) {
    JsonNode tree = Documents.JSON.readTree(sample);
    int values = count(tree);
    int[] left = {random.nextInt(values * 2), random.nextInt(values * 4)};
    return written(tree, left);
  }

  private static int count(JsonNode tree) {
    int count = 1;
    for (JsonNode inner : tree) {
      count += count(inner);
    }
    return count;
  }

  /**
   * @param left how many values are passed before one is exchanged
   */
  private String written(JsonNode value, int[] left) {
    left[0]--;
    left[1]--;
    if (left[0] == -1 || left[1] == -1) {
      return NastyText.json(random);
    }
    List<String> parts = new ArrayList<>();
    if (value.isObject()) {
      value.forEachEntry(
          (name, inner) -> parts.add(NastyText.quoted(name) + ":" + written(inner, left)));
      if (oneIn(60)) {
        parts.add(NastyText.quoted(NastyText.text(random)) + ":1");
      }
      return "{" + String.join(",", parts) + "}";
    }
    value.forEach(inner -> parts.add(written(inner, left)));
    return value.isArray() ? "[" + String.join(",", parts) + "]" : value.toString();
  }

  /** A value that a schema describes, or one time in sixteen another. */
  String value(String name, JsonNode schema, int depth) {
    if (oneIn(16)) {
      return NastyText.json(random);
    }
    JsonNode described = Documents.resolved(document, schema);
    return switch (type(described)) {
      case "object" -> object(described, depth);
      case "array" -> array(name, described, depth);
      case "integer" -> Integer.toString(random.nextInt(3));
      case "number" -> "1.5";
      case "boolean" -> Boolean.toString(random.nextBoolean());
      default -> NastyText.quoted(text(name, described));
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.path(0).asString("") : type.asString("");
  }

  private String object(JsonNode schema, int depth) {
    List<String> fields = new ArrayList<>();
    if (depth < DEEPEST) {
      schema
          .path("properties")
          .forEachEntry((name, inner) -> {
            if (!oneIn(4)) {
              fields.add(NastyText.quoted(name) + ":" + value(name, inner, depth + 1));
            }
          });
      JsonNode others = schema.path("additionalProperties");
      if (others.isObject()) {
        fields.add(NastyText.quoted(NastyText.text(random)) + ":" + value("x", others, depth + 1));
      }
    }
    return "{" + String.join(",", fields) + "}";
  }

  private String array(String name, JsonNode schema, int depth) {
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && depth < DEEPEST; i--) {
      items.add(value(name, schema.path("items"), depth + 1));
    }
    return "[" + String.join(",", items) + "]";
  }

  /** A text that a schema describes, or one time in eight another. */
  String text(String name, JsonNode schema) {
    JsonNode choices = schema.path("enum");
    if (oneIn(8)) {
      return NastyText.text(random);
    }
    if (!choices.isEmpty()) {
      return choices.get(random.nextInt(choices.size())).asString("");
    }
    if (schema.path("format").asString("").equals("date-time")) {
      return "2026-12-01T00:00:00Z";
    }
    return type(schema).equals("integer")
        ? Integer.toString(1 + random.nextInt(2))
        : known.getOrDefault(name, NastyText.text(random));
  }
}
