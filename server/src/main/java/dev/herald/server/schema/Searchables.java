package dev.herald.server.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The places of the variables that messages are found by; most schemas have none. */
record Searchables(List<List<String>> paths) {
  Searchables {
    paths = List.copyOf(paths);
  }

  static Searchables in(Shape.Fields variables) {
    List<List<String>> paths = new ArrayList<>();
    collect(List.of(), variables, paths);
    return new Searchables(paths);
  }

  private static void collect(List<String> above, Shape.Fields fields, List<List<String>> paths) {
    for (Map.Entry<String, Shape> field : fields.byName().entrySet()) {
      List<String> path = new ArrayList<>(above);
      path.add(field.getKey());
      switch (field.getValue()) {
        case Shape.Fields inner -> collect(path, inner, paths);
        case Shape.Leaf(_, _, _, boolean search) when search -> paths.add(List.copyOf(path));
        case Shape.Leaf _, Shape.Items _ -> {}
      }
    }
  }

  List<String> values(JsonNode data) {
    List<String> values = new ArrayList<>();
    for (List<String> path : paths) {
      JsonNode value = data;
      for (String name : path) {
        value = value.path(name);
      }
      String text = normal(Format.plain(value));
      if (!text.isEmpty()) {
        values.add(text);
      }
    }
    return values;
  }

  static String normal(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }
}
