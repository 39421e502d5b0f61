package dev.herald.server.schema;

import dev.herald.channels.pattern.LinearPattern;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.reason.Thing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a schema as it was written into one without references, and refuses what would make
 * checking a submission slow, surprising or dependent on the network.
 *
 * <p>References may only name the schema's own {@code $defs}, must not be recursive, and are
 * written out, so the size of what is checked is bounded here: its subschemas, the steps of its
 * patterns ({@link LinearPattern}), its values. An unknown keyword is an error, since JSON Schema
 * would silently ignore a misspelled one.
 */
final class SchemaSource {
  private static final int MOST_SCHEMAS = 1_000;
  private static final int MOST_PATTERN_STEPS = 20_000;
  private static final int MOST_CHARACTERS = 262_144;
  private static final int DEEPEST = 10;
  private static final String DEFINITIONS = "#/$defs/";

  private static final Set<String> ONE_SCHEMA =
      Set.of("items", "additionalProperties", "not", "if", "then", "else");
  private static final Set<String> CONSTRAINTS = Set.of("not", "if", "then", "else");
  private static final Set<String> ALTERNATIVES = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> NOTES =
      Set.of("title", "description", "default", "examples", "deprecated", "$comment");
  private static final Set<String> RULES =
      Set.of(
          "type",
          "enum",
          "const",
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "required",
          "dependentRequired");

  private static final Set<String> COUNTS =
      Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

  /** Keywords of our own, which say how a variable is shown. */
  static final Set<String> EXTRAS =
      Set.of("x-format", "x-currency", "x-currency-from", "x-style", "x-secret", "x-search");

  private static final Set<String> FORMATS = Set.of("date", "date-time", "email", "uri", "uuid");
  private static final Set<String> KEYWORDS = keywords();

  private final JsonNode written;
  private final FieldErrors errors;
  private final Deque<String> entered = new ArrayDeque<>();
  private int schemas;
  private int patternSteps;
  private int characters;

  SchemaSource(JsonNode written, FieldErrors errors) {
    this.written = written;
    this.errors = errors;
  }

  ObjectNode withoutReferences() {
    return schema("schema", written, false);
  }

  /**
   * @param constraint it only narrows another schema, so it can't say how a value is shown
   */
  private ObjectNode schema(String path, JsonNode source, boolean constraint) {
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    schemas++;
    if (schemas > MOST_SCHEMAS || patternSteps > MOST_PATTERN_STEPS) {
      if (schemas == MOST_SCHEMAS + 1) {
        tooLarge("SCHEMAS", MOST_SCHEMAS);
      }
      return read;
    }
    for (Map.Entry<String, JsonNode> entry : source.properties()) {
      keyword(path + "." + entry.getKey(), entry.getKey(), entry.getValue(), constraint, read);
    }
    return source.has("$ref") ? referenced(path, source, constraint, read) : read;
  }

  private void keyword(
      String path, String name, JsonNode value, boolean constraint, ObjectNode read) {
    boolean root = path.equals("schema." + name);
    if (name.equals("$ref") || (root && (name.equals("$schema") || name.equals("$defs")))) {
      return;
    }
    if (!KEYWORDS.contains(name)) {
      errors.add(path, Spelling.unknown(Thing.KEYWORD, name, KEYWORDS));
    } else if (constraint && EXTRAS.contains(name)) {
      errors.add(path, new TemplateFault.KeywordInCondition());
    } else if (name.equals("properties")) {
      read.set(name, properties(path, value, constraint));
    } else if (ONE_SCHEMA.contains(name) && value.isObject()) {
      read.set(name, deeper(path, value, constraint || CONSTRAINTS.contains(name)));
    } else if (ALTERNATIVES.contains(name)) {
      read.set(name, alternatives(path, value));
    } else {
      rule(path, name, value);
      read.set(name, value);
    }
  }

  private void rule(String path, String name, JsonNode value) {
    if (name.equals("format") && !FORMATS.contains(value.asString(""))) {
      errors.add(path, Spelling.unknown(Thing.FORMAT, value.asString(""), FORMATS));
    } else if (name.equals("pattern")) {
      pattern(path, value.asString(""));
    } else if (COUNTS.contains(name) && !value.canConvertToInt()) {
      errors.add(path, new TemplateFault.CountTooLarge(Integer.MAX_VALUE));
    }
    if (value.isContainer() && characters <= MOST_CHARACTERS) {
      characters += value.toString().length();
      if (characters > MOST_CHARACTERS) {
        tooLarge("CHARACTERS", MOST_CHARACTERS);
      }
    }
  }

  private void pattern(String path, String written) {
    try {
      patternSteps += LinearPattern.of(written).size();
      if (patternSteps > MOST_PATTERN_STEPS) {
        tooLarge("STEPS", MOST_PATTERN_STEPS);
      }
    } catch (LinearPattern.Unusable unusable) {
      errors.add(path, new TemplateFault.PatternInvalid(unusable.reason()));
    }
  }

  private void tooLarge(String unit, int most) {
    errors.add("schema", new TemplateFault.SchemaTooLarge(unit, most));
  }

  private ObjectNode properties(String path, JsonNode value, boolean constraint) {
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    value.forEachEntry(
        (name, schema) -> read.set(name, deeper(path + "." + name, schema, constraint)));
    return read;
  }

  private ArrayNode alternatives(String path, JsonNode value) {
    ArrayNode read = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < value.size(); i++) {
      read.add(deeper("%s[%d]".formatted(path, i), value.get(i), true));
    }
    return read;
  }

  private JsonNode deeper(String path, JsonNode schema, boolean constraint) {
    if (entered.size() >= DEEPEST) {
      errors.add(path, new TemplateFault.NestedTooDeep(DEEPEST));
      return JsonNodeFactory.instance.objectNode();
    }
    if (!schema.isObject()) {
      return schema;
    }
    entered.push(path);
    ObjectNode read = schema(path, schema, constraint);
    entered.pop();
    return read;
  }

  private ObjectNode referenced(
      String path, JsonNode source, boolean constraint, ObjectNode beside) {
    String reference = source.path("$ref").asString("");
    String name = reference.substring(Math.min(reference.length(), DEFINITIONS.length()));
    JsonNode definitions = written.path("$defs");
    if (!reference.startsWith(DEFINITIONS) || !definitions.has(name)) {
      errors.add(
          path + ".$ref",
          new TemplateFault.ReferenceUnknown(
              Spelling.nearest(name, definitions.propertyNames()),
              Spelling.listed(definitions.propertyNames())));
    } else if (entered.contains(reference)) {
      errors.add(path + ".$ref", new TemplateFault.ReferenceCircular());
    } else {
      entered.push(reference);
      ObjectNode definition = schema("schema.$defs." + name, definitions.get(name), constraint);
      entered.pop();
      return merged(path, definition, beside);
    }
    return beside;
  }

  private ObjectNode merged(String path, ObjectNode definition, ObjectNode beside) {
    for (Map.Entry<String, JsonNode> entry : beside.properties()) {
      String name = entry.getKey();
      if (definition.has(name) && !NOTES.contains(name) && !EXTRAS.contains(name)) {
        errors.add(path + "." + name, new TemplateFault.DefinitionOverlaps());
      }
      definition.set(name, entry.getValue());
    }
    return definition;
  }

  private static Set<String> keywords() {
    Set<String> all = new TreeSet<>(Set.of("properties", "$ref"));
    List.of(ONE_SCHEMA, ALTERNATIVES, NOTES, RULES, EXTRAS).forEach(all::addAll);
    return all;
  }
}
