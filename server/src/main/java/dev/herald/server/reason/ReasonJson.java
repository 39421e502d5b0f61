package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the parameters of a reason are stored: as a JSON object, and reasons in it as another. */
public final class ReasonJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CODE = "code";
  private static final String PARAMETERS = "parameters";

  private ReasonJson() {}

  /** Null when there are none. */
  public static @Nullable String write(Reason reason) {
    Map<String, @Nullable Object> parameters = reason.parameters();
    return parameters.isEmpty() ? null : JSON.writeValueAsString(plain(parameters));
  }

  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> parameters) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    parameters.forEach((name, value) ->
        plain.put(
            name,
            value instanceof Reason reason
                ? Map.of(CODE, reason.code(), PARAMETERS, plain(reason.parameters()))
                : value));
    return plain;
  }

  public static StoredReason read(String code, @Nullable String parameters) {
    return new StoredReason(
        code, parameters == null ? Map.of() : object(JSON.readTree(parameters)));
  }

  private static Map<String, @Nullable Object> object(JsonNode json) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    json.properties().forEach(each -> parameters.put(each.getKey(), value(each.getValue())));
    return parameters;
  }

  private static @Nullable Object value(JsonNode json) {
    if (json.isObject()) {
      return new StoredReason(json.path(CODE).asString(""), object(json.path(PARAMETERS)));
    }
    if (json.isArray()) {
      List<String> texts = new ArrayList<>();
      json.forEach(each -> texts.add(each.asString("")));
      return List.copyOf(texts);
    }
    if (json.isNull()) {
      return null;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    return json.isNumber() ? json.numberValue() : json.asString("");
  }
}
