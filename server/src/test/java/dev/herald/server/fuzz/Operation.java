package dev.herald.server.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the OpenAPI document.
 *
 * @param body the types and the schema of what it takes; no type when it takes nothing
 */
record Operation(String method, String path, List<Parameter> parameters, Body body, JsonNode json) {

  record Parameter(String name, String in, JsonNode schema) {}

  record Body(List<String> types, JsonNode schema) {
    private static final Set<String> FILES = Set.of("text/csv", "application/octet-stream");

    /** Any bytes are one. */
    boolean isFile() {
      return FILES.containsAll(types) && !types.isEmpty();
    }
  }

  static List<Operation> in(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        operations.add(
            of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
      }
    }
    return operations;
  }

  private static Operation of(String method, String path, JsonNode json) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode each : json.path("parameters")) {
      parameters.add(
          new Parameter(
              each.path("name").asString(), each.path("in").asString(), each.path("schema")));
    }
    JsonNode content = json.path("requestBody").path("content");
    JsonNode schema =
        content.valueStream().map(each -> each.path("schema")).findFirst().orElse(content);
    List<String> types = List.copyOf(content.propertyNames());
    return new Operation(method, path, parameters, new Body(types, schema), json);
  }

  /** What an answer with a status holds; missing: the document does not know this status. */
  JsonNode answer(JsonNode document, int status) {
    return Documents.resolved(document, json.path("responses").path(String.valueOf(status)));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
