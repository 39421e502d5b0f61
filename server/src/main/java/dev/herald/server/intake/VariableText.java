package dev.herald.server.intake;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes U+0000 out of the values of variables. Fixed-length fields of older systems are padded with
 * it; it says nothing to a reader, and is no reason to refuse a message. Anywhere else it is.
 */
final class VariableText {
  private static final String NULL = "\u0000";

  private VariableText() {}

  /** The same submission, whose {@code data} and {@code to[].data} hold no U+0000 in a value. */
  static JsonNode withoutNull(JsonNode submission) {
    clean(submission.path("data"));
    submission.path("to").forEach(person -> clean(person.path("data")));
    return submission;
  }

  private static void clean(JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), cleaned(field.getValue()));
      }
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, cleaned(array.get(i)));
      }
    }
  }

  private static JsonNode cleaned(JsonNode value) {
    if (value.isString()) {
      String text = value.stringValue();
      return text.contains(NULL) ? StringNode.valueOf(text.replace(NULL, "")) : value;
    }
    clean(value);
    return value;
  }
}
