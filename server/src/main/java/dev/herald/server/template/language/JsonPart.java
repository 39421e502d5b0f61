package dev.herald.server.template.language;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Shape;
import dev.herald.server.schema.WholeValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON document whose strings are templates. It is filled as a tree, never as text, so whatever a
 * value holds the result is JSON of the same form.
 */
sealed interface JsonPart {
  int DEEPEST = 16;

  JsonNode fill(Filling filling);

  record Fixed(JsonNode value) implements JsonPart {
    @Override
    public JsonNode fill(Filling filling) {
      return value;
    }
  }

  /** A string with variables in it. */
  record Written(Part part) implements JsonPart {
    @Override
    public JsonNode fill(Filling filling) {
      return JsonNodeFactory.instance.stringNode(part.render(filling));
    }
  }

  /** A variable's own JSON value. */
  record Copied(Reference variable, Shape shape) implements JsonPart {
    @Override
    public JsonNode fill(Filling filling) {
      JsonNode value = variable.value(new JsonNode[] {filling.data()});
      return value.isMissingNode()
          ? JsonNodeFactory.instance.nullNode()
          : WholeValues.of(value, shape);
    }
  }

  record Fields(Map<String, JsonPart> byName) implements JsonPart {
    @Override
    public ObjectNode fill(Filling filling) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      byName.forEach((name, part) -> object.set(name, part.fill(filling)));
      return object;
    }
  }

  record Items(List<JsonPart> each) implements JsonPart {
    @Override
    public ArrayNode fill(Filling filling) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      each.forEach(part -> array.add(part.fill(filling)));
      return array;
    }
  }

  /** Reads a document's parts against the schema's variables. */
  record Compiler(Shape.Fields variables, FieldErrors errors) {
    JsonPart compile(String field, JsonNode json, int depth) {
      if (depth > DEEPEST) {
        errors.add(field, "is nested too deep", "at most %d levels".formatted(DEEPEST));
        return new Fixed(JsonNodeFactory.instance.nullNode());
      }
      if (json.isObject()) {
        Map<String, JsonPart> byName = new LinkedHashMap<>();
        json.forEachEntry((name, value) -> byName.put(name, named(field, name, value, depth)));
        return new Fields(byName);
      }
      if (json.isArray()) {
        List<JsonPart> each = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
          each.add(compile("%s[%d]".formatted(field, i), json.get(i), depth + 1));
        }
        return new Items(each);
      }
      return json.isString() ? string(field, json.stringValue()) : new Fixed(json);
    }

    private JsonPart named(String field, String name, JsonNode value, int depth) {
      if (name.contains("{{")) {
        errors.add(field, "has a tag in the name '%s'".formatted(name), "tags in values only");
      }
      return compile(field + "." + name, value, depth + 1);
    }

    private JsonPart string(String field, String source) {
      if (!source.contains("{{")) {
        return new Fixed(JsonNodeFactory.instance.stringNode(source));
      }
      if (Mustache.onlyVariable(source) instanceof String name
          && Scopes.of(variables).find(name) instanceof Scopes.Found(Shape shape, Reference at)) {
        return new Copied(at, shape);
      }
      return new Written(Part.compile(field, source, Escape.TEXT, variables, errors));
    }
  }
}
