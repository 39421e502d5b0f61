package dev.herald.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what callers send and writes what providers answer. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** The tree; a missing node when the bytes are no JSON. */
  static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The string; null when there is none, or something else. */
  static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  static boolean isText(JsonNode node) {
    return node.isString() && !node.stringValue().isBlank();
  }

  /** {@code {"errcode":…,"errmsg":…}}, as several providers answer. */
  static String errcode(Refusal refusal) {
    return object()
        .put("errcode", Long.parseLong(refusal.code()))
        .put("errmsg", refusal.message())
        .toString();
  }
}
