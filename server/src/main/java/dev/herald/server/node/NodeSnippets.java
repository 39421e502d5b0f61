package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.schema.SampleVariables;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How to send by a node, to be copied. The key is to be put in by whoever copies it.
 *
 * @param sample the body that both send
 */
record NodeSnippets(String curl, String java, JsonNode sample) {
  /** Where the address that people use is not known. */
  static final String ANY_HERALD = "https://herald.example.com";

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * @param base where this server answers
   */
  static NodeSnippets of(String base, Node node, String tenant) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("node", node.code());
    body.put("tenant", tenant);
    body.putArray("to").add(address(node.plan().channels()));
    body.set("data", SampleVariables.of(node.schema().json()));
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    return new NodeSnippets(curl(base, json), java(base, json), body);
  }

  private static ObjectNode address(List<Channel> channels) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    if (channels.contains(Channel.EMAIL)) {
      to.put("email", "li@example.com");
    }
    if (channels.contains(Channel.SMS)) {
      to.put("phone", "+8613800138000");
    }
    return to.isEmpty() ? to.put("recipient", "E1001") : to;
  }

  private static String curl(String base, String json) {
    return """
    curl -X POST %s/v1/messages \\
      -H "Authorization: Bearer $HERALD_KEY" \\
      -H "Idempotency-Key: $(uuidgen)" \\
      -H "Content-Type: application/json" \\
      -d '%s'
    """
        .formatted(base, json.replace("'", "'\\''"));
  }

  private static String java(String base, String json) {
    return """
    HttpRequest request = HttpRequest.newBuilder(URI.create("%s/v1/messages"))
        .header("Authorization", "Bearer " + System.getenv("HERALD_KEY"))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(\"""
    %s\"""))
        .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.body());
    }
    """
        .formatted(base, json.replace("\\", "\\\\").indent(8).stripTrailing());
  }
}
