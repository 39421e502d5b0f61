package dev.herald.server.schema;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Says in words what a schema's validator found. It quotes the schema, never the value: that may be
 * personal or secret.
 */
final class Violations {
  private static final Map<String, String> FORMATS =
      Map.of(
          "date", "a day like 2026-11-21",
          "date-time", "a moment with its offset like 2026-11-21T09:00:00+08:00",
          "email", "an email address like li@example.com",
          "uri", "an address like https://example.com/grants/7",
          "regex", "a regular expression without look-around and back-references",
          "uuid", "a UUID like 0191d7a4-7c3e-7000-8000-000000000000");

  private static final int MOST_LISTED = 50;
  private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

  private final JsonNode schema;

  /**
   * @param schema what was checked against, without references
   */
  Violations(JsonNode schema) {
    this.schema = schema;
  }

  FieldError describe(Error error) {
    String at = path(error.getInstanceLocation());
    if (isOfAlternative(error.getEvaluationPath())) {
      return new FieldError(at, "fits none of the alternatives", "what one of them asks for");
    }
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required", "dependentRequired" -> missing(at, error);
      case "additionalProperties" -> unknown(at, error);
      case "type" -> new FieldError(at, "is of another type", listed(rule));
      case "enum" -> new FieldError(at, "is not among the values", "one of: " + listed(rule));
      case "const" -> new FieldError(at, "is another value", listed(rule));
      case "pattern" -> wrong(at, "does not match", "a text that matches %s", rule);
      case "format" -> format(at, shown(rule));
      case "minLength" -> wrong(at, "is too short", "at least %s characters", rule);
      case "maxLength" -> wrong(at, "is too long", "at most %s characters", rule);
      case "minimum" -> wrong(at, "is too small", "at least %s", rule);
      case "maximum" -> wrong(at, "is too large", "at most %s", rule);
      case "exclusiveMinimum" -> wrong(at, "is too small", "more than %s", rule);
      case "exclusiveMaximum" -> wrong(at, "is too large", "less than %s", rule);
      case "multipleOf" -> wrong(at, "is no multiple", "a multiple of %s", rule);
      case "minItems" -> wrong(at, "has too few items", "at least %s", rule);
      case "maxItems" -> wrong(at, "has too many items", "at most %s", rule);
      case "uniqueItems" -> new FieldError(at, "has an item twice", "each item once");
      case "minProperties" -> wrong(at, "has too few values", "at least %s", rule);
      case "maxProperties" -> wrong(at, "has too many values", "at most %s", rule);
      default -> wrong(at, "breaks '%s'".formatted(error.getKeyword()), "%s", rule);
    };
  }

  private static FieldError wrong(String at, String reason, String expected, JsonNode rule) {
    return new FieldError(at, reason, expected.formatted(shown(rule)));
  }

  private static FieldError format(String at, String format) {
    String example = FORMATS.getOrDefault(format, format);
    return new FieldError(at, "is no " + format, example);
  }

  private FieldError missing(String at, Error error) {
    String name = error.getArguments()[0].toString();
    JsonNode variable = owner(error).path("properties").path(name);
    String expected = variable.has("type") ? listed(variable.path("type")) : "a value";
    return new FieldError(join(at, name), "is missing", expected);
  }

  private FieldError unknown(String at, Error error) {
    Collection<String> known = owner(error).path("properties").propertyNames();
    String name = error.getProperty();
    return new FieldError(join(at, name), "is unknown", Spelling.suggestion(name, known));
  }

  /** The schema that the broken keyword stands in. */
  private JsonNode owner(Error error) {
    NodePath route = error.getEvaluationPath();
    JsonNode owner = schema;
    for (int i = 0; i < route.getNameCount() - 1; i++) {
      owner =
          route.getElement(i) instanceof Integer index
              ? owner.path(index)
              : owner.path(route.getName(i));
    }
    return owner;
  }

  private static String listed(JsonNode values) {
    return values.isArray()
        ? values.valueStream().limit(MOST_LISTED).map(Violations::shown).collect(joining(", "))
            + (values.size() > MOST_LISTED ? " and more" : "")
        : shown(values);
  }

  private static String shown(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static boolean isOfAlternative(NodePath route) {
    for (int i = 1; i < route.getNameCount(); i++) {
      if (route.getElement(i) instanceof Integer
          && ALTERNATIVES.contains(String.valueOf(route.getElement(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Put together here, since the library writes no name that is empty. */
  private static String path(NodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(location.getElement(i));
      }
    }
    return path.toString();
  }

  private static String join(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }
}
