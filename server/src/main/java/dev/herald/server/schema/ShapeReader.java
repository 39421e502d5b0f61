package dev.herald.server.schema;

import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the variables in a schema, and closes the schema against all others: an object refuses
 * unknown variables unless it says {@code additionalProperties}.
 */
final class ShapeReader {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,63}");
  private static final String DECIMAL = "^-?[0-9]{1,18}(\\.[0-9]{1,9})?$";
  private static final Set<String> FIGURES = Set.of("money", "number", "percent");
  private static final Set<String> STYLES = Set.of("short", "medium", "long", "full");
  private static final Format.CurrencyOf NO_CURRENCY =
      new Format.CurrencyOf.Fixed(Currency.getInstance("XXX"));
  private static final Shape UNKNOWN = new Shape.Leaf(new Format.Plain(), false, false, false);

  private final FieldErrors errors;

  ShapeReader(FieldErrors errors) {
    this.errors = errors;
  }

  /**
   * @param schema without references; it is closed in place, and loses the keywords that are not
   *     JSON Schema
   */
  Shape.Fields variables(ObjectNode schema) {
    if (read("schema", schema) instanceof Shape.Fields fields) {
      return fields;
    }
    errors.add("schema.type", "is not an object", "type: object with properties");
    return new Shape.Fields(Map.of(), false);
  }

  private Shape read(String path, JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      errors.add(path, "says nothing of the variable", "a schema with a type");
      return UNKNOWN;
    }
    Shape shape = shape(path, object);
    object.remove(SchemaSource.EXTRAS);
    return shape;
  }

  private Shape shape(String path, ObjectNode object) {
    Set<String> types = types(object);
    boolean secret = flag(path, object, "x-secret");
    boolean search = flag(path, object, "x-search");
    if (search && (secret || !isSingle(types) || path.contains(".items"))) {
      errors.add(
          path + ".x-search",
          secret ? "would give a secret away" : "is for single values",
          "x-search on a text, number or boolean outside of lists");
    }
    if (types.equals(Set.of("object"))) {
      return new Shape.Fields(fields(path, object), secret);
    }
    if (types.equals(Set.of("array"))) {
      return new Shape.Items(read(path + ".items", object.path("items")), secret);
    }
    if (types.isEmpty() || types.contains("object") || types.contains("array")) {
      errors.add(
          path + ".type",
          types.isEmpty() ? "is missing" : "mixes single values with lists or objects",
          "string, number, integer, boolean, object or array, with or without null");
      return UNKNOWN;
    }
    boolean link = object.path("format").asString("").equals("uri");
    return new Shape.Leaf(format(path, object, types), link, secret, search);
  }

  private static boolean isSingle(Set<String> types) {
    return !types.contains("object") && !types.contains("array");
  }

  private static Set<String> types(ObjectNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isString()) {
      types.add(type.stringValue());
    }
    type.forEach(one -> types.add(one.asString()));
    types.remove("null");
    if (types.isEmpty()) {
      schema.path("enum").forEach(one -> types.add(one.isNumber() ? "number" : "string"));
      if (schema.has("const")) {
        types.add("string");
      }
    }
    return types;
  }

  private Map<String, Shape> fields(String path, ObjectNode schema) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    schema
        .path("properties")
        .forEachEntry((name, property) -> {
          String at = path + ".properties." + name;
          if (!NAME.matcher(name).matches()) {
            errors.add(at, "is no name", "letters, digits, _ and -, a letter first");
          }
          fields.put(name, read(at, property));
        });
    schema.path("required").forEach(name -> declared(path + ".required", name, fields));
    fields.forEach((name, shape) -> currencyDeclared(path, name, shape, fields));
    if (!schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    return Collections.unmodifiableMap(fields);
  }

  private void declared(String path, JsonNode name, Map<String, Shape> fields) {
    if (!fields.containsKey(name.asString())) {
      errors.add(
          path,
          "'%s' is not among the properties".formatted(name.asString()),
          Spelling.suggestion(name.asString(), fields.keySet()));
    }
  }

  private void currencyDeclared(
      String path, String name, Shape shape, Map<String, Shape> siblings) {
    if (shape instanceof Shape.Leaf(Format.Money(Format.CurrencyOf.Variable(var from)), _, _, _)) {
      declared(
          path + ".properties." + name + ".x-currency-from",
          JsonNodeFactory.instance.stringNode(from),
          siblings);
    }
  }

  private Format format(String path, ObjectNode schema, Set<String> types) {
    String standard = schema.path("format").asString("");
    if (schema.has("x-format")) {
      return figure(path, schema, types);
    }
    for (String name : Set.of("x-currency", "x-currency-from")) {
      if (schema.has(name)) {
        errors.add(path + "." + name, "needs x-format: money", "x-format: money beside it");
      }
    }
    return switch (standard) {
      case "date" -> new Format.Day(style(path, schema));
      case "date-time" -> new Format.Moment(style(path, schema));
      default -> {
        if (schema.has("x-style")) {
          errors.add(path + ".x-style", "is for dates", "format: date or date-time beside it");
        }
        boolean whole = types.contains("integer") && !types.contains("number");
        yield whole ? new Format.Whole() : new Format.Plain();
      }
    };
  }

  private Format figure(String path, ObjectNode schema, Set<String> types) {
    if (types.contains("boolean")) {
      errors.add(path + ".x-format", "is for numbers", "type: number, integer or string");
    }
    if (types.contains("string") && !schema.has("pattern")) {
      schema.put("pattern", DECIMAL);
    }
    String name = schema.path("x-format").asString("");
    return switch (name) {
      case "money" -> new Format.Money(currency(path, schema));
      case "number" -> new Format.Figure();
      case "percent" -> new Format.Percent();
      default -> {
        errors.add(
            path + ".x-format",
            "is no format of numbers",
            Spelling.suggestion(name, new TreeSet<>(FIGURES)));
        yield new Format.Plain();
      }
    };
  }

  private Format.CurrencyOf currency(String path, ObjectNode schema) {
    boolean ofItem = path.endsWith(".items");
    boolean fixed = schema.has("x-currency");
    if (fixed == schema.has("x-currency-from") || (ofItem && !fixed)) {
      errors.add(
          path,
          "does not say which currency",
          ofItem
              ? "x-currency with a code like USD; a list of objects can use x-currency-from"
              : "either x-currency with a code like USD, or x-currency-from with a variable");
      return NO_CURRENCY;
    }
    if (!fixed) {
      return new Format.CurrencyOf.Variable(schema.path("x-currency-from").asString(""));
    }
    Currency currency = Format.currency(schema.path("x-currency").asString(""));
    if (currency == null) {
      errors.add(path + ".x-currency", "is no currency", "an ISO 4217 code like USD");
      return NO_CURRENCY;
    }
    return new Format.CurrencyOf.Fixed(currency);
  }

  private FormatStyle style(String path, ObjectNode schema) {
    String name = schema.path("x-style").asString("medium");
    if (!STYLES.contains(name)) {
      errors.add(path + ".x-style", "is no style", "short, medium, long or full");
      return FormatStyle.MEDIUM;
    }
    return FormatStyle.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private boolean flag(String path, ObjectNode schema, String name) {
    JsonNode flag = schema.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      errors.add(path + "." + name, "is neither true nor false", "true or false");
    }
    return flag.asBoolean(false);
  }
}
