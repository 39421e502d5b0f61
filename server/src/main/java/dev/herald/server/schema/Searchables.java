package dev.herald.server.schema;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
      String text = value.isNumber() ? number(value) : normal(Format.plain(value));
      if (!text.isEmpty()) {
        values.add(text);
      }
    }
    return values;
  }

  /** Without the zeros that change nothing. */
  private static String number(JsonNode value) {
    return Format.decimal(value)
        .map(number -> number.stripTrailingZeros().toPlainString())
        .orElse("");
  }

  /**
   * Neither case nor the spaces around count, nor which of several ways to write a letter was
   * taken: composed or not, wide or narrow.
   */
  static String normal(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** All forms that a value may be kept in: earlier releases only changed case. */
  static Set<String> forms(String value) {
    Set<String> forms = new HashSet<>(Set.of(normal(value)));
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      forms.add(Normalizer.normalize(value, form).strip().toLowerCase(Locale.ROOT));
    }
    forms.add(value.strip().toLowerCase(Locale.ROOT));
    String number = number(JsonNodeFactory.instance.stringNode(value.strip()));
    if (!number.isEmpty()) {
      forms.add(number);
    }
    return forms;
  }
}
