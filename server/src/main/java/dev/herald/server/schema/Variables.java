package dev.herald.server.schema;

import dev.herald.server.platform.problem.FieldErrors;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks of a submission's variables that JSON Schema has no words for. */
final class Variables {
  private static final int DEEPEST = 16;
  private static final int MOST_VALUES = 10_000;
  private static final Pattern LINK = Pattern.compile("(?i)(https?://|mailto:|tel:)[^\\s<>\"]+");

  private final FieldErrors errors;
  private final Extent extent = new Extent(DEEPEST, MOST_VALUES);

  Variables(FieldErrors errors) {
    this.errors = errors;
  }

  /** Whether checking and rendering them takes a bounded time; says why not. */
  boolean bounded(JsonNode data) {
    if (!extent.holds(data)) {
      errors.add(
          "",
          "has too many values, too many levels or a number without a sane length",
          "at most %,d values, %d levels and 40 digits".formatted(MOST_VALUES, DEEPEST));
    }
    return errors.isEmpty();
  }

  /** How many values they are, objects and lists included. */
  int count() {
    return extent.values();
  }

  void check(JsonNode data, Shape.Fields variables) {
    fields("", data, variables.byName());
  }

  private void check(String path, JsonNode value, JsonNode owner, Shape shape) {
    switch (shape) {
      case Shape.Fields(var byName, _) -> fields(path + ".", value, byName);
      case Shape.Items(var each, _) -> {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
          check("%s[%d]".formatted(path, i), value.get(i), value, each);
        }
      }
      case Shape.Leaf leaf -> leaf(path, value, owner, leaf);
    }
  }

  private void fields(String prefix, JsonNode value, Map<String, Shape> byName) {
    byName.forEach((name, shape) -> {
      JsonNode field = value.path(name);
      if (!field.isMissingNode() && !field.isNull()) {
        check(prefix + name, field, value, shape);
      }
    });
  }

  private void leaf(String path, JsonNode value, JsonNode owner, Shape.Leaf leaf) {
    if (leaf.link() && value.isString() && !LINK.matcher(value.stringValue()).matches()) {
      errors.add(path, "is no link", "an address that starts with https://, mailto: or tel:");
    }
    if (leaf.format() instanceof Format.Money(var currency) && currency.in(owner) == null) {
      errors.add(
          currencyPath(path, currency),
          "names no currency for '%s'".formatted(path),
          "an ISO 4217 code like USD");
    }
  }

  private static String currencyPath(String path, Format.CurrencyOf currency) {
    return switch (currency) {
      case Format.CurrencyOf.Fixed _ -> path;
      case Format.CurrencyOf.Variable(var name) ->
          path.substring(0, path.lastIndexOf('.') + 1) + name;
    };
  }
}
