package dev.herald.sandbox.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what callers send and writes what providers answer. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** The tree; a missing node when the bytes are no JSON. */
  public static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** The fields of a form as an object of texts; of several with one name the last counts. */
  static JsonNode form(String text) {
    ObjectNode fields = object();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            Request.decoded(pair.substring(0, equals)),
            Request.decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  /** The tree that stands in a text; a missing node when it is no JSON. */
  public static JsonNode read(String text) {
    return read(text.getBytes(UTF_8));
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The string; null when there is none, or something else. */
  public static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  public static boolean isText(JsonNode node) {
    return node.isString() && !node.stringValue().isBlank();
  }

  /** {@code {"errcode":…,"errmsg":…}}, as several providers answer. */
  public static String errcode(Refusal refusal) {
    return object().put("errcode", number(refusal)).put("errmsg", refusal.message()).toString();
  }

  /** {@code {"code":…,"msg":…,"data":{}}}, as several others answer. */
  public static String code(Refusal refusal) {
    return object()
        .put("code", number(refusal))
        .put("msg", refusal.message())
        .set("data", object())
        .toString();
  }

  /** The code as a number; -1 when it is none. */
  public static long number(Refusal refusal) {
    return refusal.code().matches("-?\\d{1,18}") ? Long.parseLong(refusal.code()) : -1;
  }
}
