package dev.herald.server.template.language;

import dev.herald.server.schema.Format;
import dev.herald.server.schema.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Addresses of the pages where a person says what it wants. Every template may use them, as {@code
 * preferences.url} and {@code unsubscribe.url}, unless its schema has variables of these names.
 *
 * @param preferences the page with all that the person may choose; empty where there is none
 * @param unsubscribe ends messages like this one; empty where there is none
 */
public record PersonLinks(String preferences, String unsubscribe) {
  private static final String PREFERENCES = "preferences";
  private static final String UNSUBSCRIBE = "unsubscribe";
  private static final String URL = "url";
  private static final Shape LINK =
      new Shape.Fields(Map.of(URL, new Shape.Leaf(new Format.Plain(), true, false, false)), false);

  /** Where nobody is to follow them. */
  public static final PersonLinks NONE = new PersonLinks("", "");

  /** For previews, which nobody must unsubscribe anybody by. */
  public static final PersonLinks SAMPLE =
      new PersonLinks("https://example.com/preferences", "https://example.com/unsubscribe");

  /** The variables of a schema, and these where it has none of their names. */
  static Shape.Fields beside(Shape.Fields variables) {
    Map<String, Shape> byName = new LinkedHashMap<>(variables.byName());
    byName.putIfAbsent(PREFERENCES, LINK);
    byName.putIfAbsent(UNSUBSCRIBE, LINK);
    return new Shape.Fields(byName, variables.secret());
  }

  /** Whether it is one of these, which no schema declares. */
  static boolean isOne(Shape shape) {
    return shape == LINK;
  }

  /** Whether a text may use one of them. */
  public static boolean mayBeIn(String text) {
    return text.contains(PREFERENCES) || text.contains(UNSUBSCRIBE);
  }

  /** Variables with these beside them; what a submission has of these names stays. */
  public JsonNode beside(JsonNode data) {
    if (!(data instanceof ObjectNode variables)) {
      return data;
    }
    ObjectNode both = variables.objectNode().setAll(variables);
    put(both, PREFERENCES, preferences);
    put(both, UNSUBSCRIBE, unsubscribe);
    return both;
  }

  private static void put(ObjectNode variables, String name, String url) {
    if (!variables.has(name)) {
      variables.putObject(name).put(URL, url);
    }
  }
}
