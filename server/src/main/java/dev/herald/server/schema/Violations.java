package dev.herald.server.schema;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.TemplateFault;
import java.util.Collection;
import java.util.List;
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
          "date", "2026-11-21",
          "date-time", "2026-11-21T09:00:00+08:00",
          "email", "li@example.com",
          "uri", "https://example.com/grants/7",
          "regex", "[A-Z]{2}[0-9]+",
          "uuid", "0191d7a4-7c3e-7000-8000-000000000000");

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
      return new FieldError(at, new TemplateFault.AlternativesMisfit());
    }
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required", "dependentRequired" -> missing(at, error);
      case "additionalProperties" -> unknown(at, error);
      default -> new FieldError(at, broken(error.getKeyword(), rule));
    };
  }

  private static TemplateFault broken(String keyword, JsonNode rule) {
    return switch (keyword) {
      case "type" -> new TemplateFault.VariableType(types(rule));
      case "enum" -> new TemplateFault.VariableChoice(listed(rule));
      case "const" -> new TemplateFault.VariableConstant(listed(rule));
      case "pattern" -> new TemplateFault.VariablePattern(shown(rule));
      case "format" ->
          new TemplateFault.VariableFormat(
              shown(rule), FORMATS.getOrDefault(shown(rule), shown(rule)));
      case "minLength" -> new TemplateFault.VariableTooShort(shown(rule));
      case "maxLength" -> new TemplateFault.VariableTooLong(shown(rule));
      case "minimum" -> new TemplateFault.VariableBelow(shown(rule));
      case "maximum" -> new TemplateFault.VariableAbove(shown(rule));
      case "exclusiveMinimum" -> new TemplateFault.VariableNotAbove(shown(rule));
      case "exclusiveMaximum" -> new TemplateFault.VariableNotBelow(shown(rule));
      case "multipleOf" -> new TemplateFault.VariableNotMultiple(shown(rule));
      case "minItems", "minProperties" -> new TemplateFault.VariableTooFew(shown(rule));
      case "maxItems", "maxProperties" -> new TemplateFault.VariableTooMany(shown(rule));
      case "uniqueItems" -> new TemplateFault.VariableItemTwice();
      default -> new TemplateFault.VariableRule(keyword, shown(rule));
    };
  }

  private FieldError missing(String at, Error error) {
    String name = error.getArguments()[0].toString();
    JsonNode variable = owner(error).path("properties").path(name);
    return new FieldError(
        join(at, name),
        variable.has("type")
            ? new TemplateFault.VariableMissing(types(variable.path("type")))
            : new FieldFault.FieldMissing());
  }

  private FieldError unknown(String at, Error error) {
    Collection<String> known = owner(error).path("properties").propertyNames();
    String name = error.getProperty();
    return new FieldError(join(at, name), Spelling.unknownField(name, known));
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

  private static List<String> types(JsonNode type) {
    return type.isArray()
        ? type.valueStream().map(Violations::shown).toList()
        : List.of(shown(type));
  }

  private static String listed(JsonNode values) {
    return values.isArray()
        ? values.valueStream().limit(MOST_LISTED).map(Violations::shown).collect(joining(", "))
            + (values.size() > MOST_LISTED ? ", …" : "")
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
