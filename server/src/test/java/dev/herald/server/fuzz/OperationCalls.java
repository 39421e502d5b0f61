package dev.herald.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of each operation that are right, lack something, are of another type, or too large. */
final class OperationCalls {
  private static final int LARGEST_BODY = 9 << 20;

  /** What no object is. */
  private static final Set<String> SIMPLE =
      Set.of("string", "integer", "number", "boolean", "array");

  private static final String WRONG = "{\"x\": [1]}";

  private final JsonNode document;
  private final Scene scene;
  private final String credentials;

  /**
   * @param credentials header lines
   */
  OperationCalls(JsonNode document, Scene scene, String credentials) {
    this.document = document;
    this.scene = scene;
    this.credentials = credentials;
  }

  /** By what is wrong with it; what begins with {@code valid} is right. */
  Map<String, byte[]> of(Operation operation) {
    Map<String, byte[]> calls = new LinkedHashMap<>();
    Function<Operation.Parameter, String> known = parameter -> known(operation, parameter);
    List<String> samples = scene.samples(operation);
    calls.put("valid", request(operation, known, samples.isEmpty() ? "{}" : samples.getFirst()));
    if (operation.parameters().stream().anyMatch(each -> isOfAForm(operation, each))) {
      calls.put("mistyped parameters", request(operation, _ -> "\u0001 x/..;{}", "{}"));
      calls.put("oversize parameters", request(operation, _ -> "a".repeat(3_000), "{}"));
      calls.put("oversize line", request(operation, _ -> "a".repeat(30_000), "{}"));
    }
    if (!operation.body().types().isEmpty()) {
      bodies(operation, samples)
          .forEach((what, body) -> calls.put(what, request(operation, known, body)));
    }
    return calls;
  }

  private Map<String, String> bodies(Operation operation, List<String> samples) {
    Map<String, String> bodies = new LinkedHashMap<>();
    boolean lines = operation.body().types().getFirst().contains("ndjson");
    boolean required = operation.json().at("/requestBody/required").asBoolean(false);
    bodies.put(required ? "missing body" : "no body", "");
    if (!operation.body().isFile()) {
      bodies.put(lines ? "lines of another type" : "mistyped body", "[[\"x\"]]");
      bodies.put(lines ? "broken lines" : "mistyped JSON", "{\"x\":");
    }
    bodies.put("oversize body", "{\"x\": \"" + "a".repeat(LARGEST_BODY) + "\"}");
    JsonNode schema = Documents.resolved(document, operation.body().schema());
    if (!schema.path("required").isEmpty()) {
      bodies.put(lines ? "lines without fields" : "missing fields", "{}");
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      String name = field.getKey();
      if (!lines && SIMPLE.contains(typeOf(field.getValue()))) {
        bodies.put("mistyped " + name, changed(samples, name, WRONG));
      }
      int most = Documents.resolved(document, field.getValue()).path("maxLength").asInt(0);
      if (most > 0) {
        bodies.put("oversize " + name, changed(samples, name, "\"" + "a".repeat(most + 1) + "\""));
      }
    }
    return bodies;
  }

  private String typeOf(JsonNode schema) {
    return Documents.resolved(document, schema).path("type").asString("");
  }

  private static String changed(List<String> samples, String field, String value) {
    ObjectNode body =
        samples.isEmpty()
            ? Documents.JSON.createObjectNode()
            : (ObjectNode) Documents.JSON.readTree(samples.getFirst());
    body.set(field, Documents.JSON.readTree(value));
    return body.toString();
  }

  private String known(Operation operation, Operation.Parameter parameter) {
    String name =
        parameter.name().equals("id") ? operation.path().split("/")[2] + ".id" : parameter.name();
    return scene.known().getOrDefault(name, "1");
  }

  private byte[] request(
      Operation operation, Function<Operation.Parameter, String> value, String body) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      String encoded = URLEncoder.encode(value.apply(parameter), StandardCharsets.UTF_8);
      if (parameter.in().equals("path")) {
        path = path.replace("{" + parameter.name() + "}", encoded.replace("+", "%20"));
      } else if (parameter.in().equals("query") && isAsked(operation, parameter)) {
        query.add(parameter.name() + "=" + encoded);
      }
    }
    byte[] bytes =
        operation.body().types().isEmpty() ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(operation.method()).append(' ').append(path);
    head.append(query.isEmpty() ? "" : "?" + String.join("&", query));
    head.append(" HTTP/1.1\r\nHost: localhost\r\n").append(credentials);
    operation.body().types().stream()
        .findFirst()
        .ifPresent(type -> head.append("Content-Type: ").append(type).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(bytes);
    return whole.toByteArray();
  }

  /** Whether not every text is one, as it is where people search. */
  private static boolean isOfAForm(Operation operation, Operation.Parameter parameter) {
    return parameter.in().equals("path")
        || (parameter.in().equals("query")
            && isAsked(operation, parameter)
            && !parameter.name().equals("q"));
  }

  /** Those that a call must have, and those that say how much of a list is wanted. */
  private static boolean isAsked(Operation operation, Operation.Parameter parameter) {
    return parameter.name().equals("limit")
        || operation
            .json()
            .path("parameters")
            .valueStream()
            .filter(each -> each.path("name").asString().equals(parameter.name()))
            .anyMatch(each -> each.path("required").asBoolean(false));
  }
}
