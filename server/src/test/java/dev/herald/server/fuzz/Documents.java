package dev.herald.server.fuzz;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says of an answer. */
final class Documents {
  static final JsonMapper JSON = new JsonMapper();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final JsonNode document;

  Documents(JsonNode document) {
    this.document = document;
  }

  /** The schema, or the one that it refers to. */
  static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /** Why a JSON value is not what a schema of the document describes; empty when it is. */
  List<String> faults(JsonNode schema, String json) {
    Schema rules = schemas.computeIfAbsent(schema, this::rules);
    return rules.validate(JSON.readTree(json)).stream().limit(5).map(Error::toString).toList();
  }

  private Schema rules(JsonNode schema) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("components", document.path("components"));
    return registry.getSchema(whole);
  }
}
