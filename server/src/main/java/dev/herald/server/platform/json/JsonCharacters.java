package dev.herald.server.platform.json;

import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the texts of a JSON document that can't be kept, and names them. */
public final class JsonCharacters {
  private static final int ESCAPE = 6;

  private JsonCharacters() {}

  /** The way to a value: a field's name or an item's number below another value. */
  private record Place(@Nullable Place above, @Nullable String name, int index) {
    @Override
    public String toString() {
      String path = above == null ? "" : above.toString();
      return name == null
          ? "%s[%d]".formatted(path, index)
          : path.isEmpty() ? name : path + "." + name;
    }
  }

  /**
   * Whether an escape stands for U+0000 or belongs to a surrogate pair, whole or not. No other way
   * leads such a character into a document that is UTF-8, and most documents have no such escape.
   */
  static boolean areSuspect(byte[] json) {
    for (int i = 0; i + ESCAPE <= json.length; i++) {
      if (json[i] == '\\') {
        if (json[i + 1] == 'u' && (isNull(json, i + 2) || isSurrogate(json, i + 2))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /**
   * The same document.
   *
   * @throws RequestProblem.Invalid naming the first text or name that can't be kept
   */
  public static JsonNode require(JsonNode document) {
    check(null, document);
    return document;
  }

  private static void check(@Nullable Place at, JsonNode value) {
    if (value.isString()) {
      require(at, value.stringValue());
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      Place place = new Place(at, field.getKey(), 0);
      require(place, field.getKey());
      check(place, field.getValue());
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(new Place(at, null, i), value.get(i));
    }
  }

  private static void require(@Nullable Place at, String text) {
    if (!KeptText.isKept(text)) {
      throw new RequestProblem.Invalid(
          at == null ? "" : at.toString(), KeptText.FAULT, "a text without it");
    }
  }

  private static boolean isNull(byte[] json, int at) {
    return json[at] == '0' && json[at + 1] == '0' && json[at + 2] == '0' && json[at + 3] == '0';
  }

  private static boolean isSurrogate(byte[] json, int at) {
    return (json[at] | 0x20) == 'd' && Character.digit(json[at + 1], 16) >= 8;
  }
}
