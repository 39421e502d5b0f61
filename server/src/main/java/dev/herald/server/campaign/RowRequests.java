package dev.herald.server.campaign;

import dev.herald.server.node.Node;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes submissions of rows: what a column holds goes to where {@code POST /v1/messages} has it.
 *
 * @param data variables for everyone
 */
record RowRequests(Node node, String tenant, ObjectNode data) {
  /** What comes before the name of a variable in a mapping. */
  static final String VARIABLE = "data.";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> TRUE = Set.of("true", "yes", "是");
  private static final Set<String> FALSE = Set.of("false", "no", "否");

  /** The variables of a node that a column can hold: those that are one value. */
  static Set<String> variables(Node node) {
    Set<String> names = new TreeSet<>();
    node.schema()
        .json()
        .path("properties")
        .properties()
        .forEach(each -> {
          if (!allows(each.getValue(), "object") && !allows(each.getValue(), "array")) {
            names.add(each.getKey());
          }
        });
    return names;
  }

  /**
   * An entry of {@code to}.
   *
   * @param values by what their columns hold
   */
  String to(Map<String, String> values) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    ObjectNode variables = to.objectNode();
    values.forEach((target, value) -> {
      if (target.startsWith(VARIABLE)) {
        String name = target.substring(VARIABLE.length());
        variables.set(name, value(node.schema().json().path("properties").path(name), value));
      } else {
        to.put(target, value);
      }
    });
    if (!variables.isEmpty()) {
      to.set("data", variables);
    }
    return to.toString();
  }

  /** The whole submission of an entry. */
  byte[] submission(String to) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("node", node.code());
    body.put("tenant", tenant);
    body.putArray("to").add(JSON.readTree(to));
    if (!data.isEmpty()) {
      body.set("data", data);
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A table has texts only. What does not fit stays one: the node's schema says what is wrong. */
  private static JsonNode value(JsonNode schema, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (allows(schema, "string")) {
      return nodes.stringNode(text);
    }
    if (allows(schema, "boolean") && TRUE.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return nodes.booleanNode(true);
    }
    if (allows(schema, "boolean") && FALSE.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return nodes.booleanNode(false);
    }
    if ((allows(schema, "number") || allows(schema, "integer")) && text.length() <= 40) {
      try {
        return nodes.numberNode(new BigDecimal(text.replace(",", "")));
      } catch (NumberFormatException _) {
        return nodes.stringNode(text);
      }
    }
    return nodes.stringNode(text);
  }

  private static boolean allows(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    return types.isArray()
        ? types.valueStream().anyMatch(each -> each.asString("").equals(type))
        : types.asString("").equals(type);
  }
}
