package dev.herald.server.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A company that sends by connectors of its own. */
final class Chats {
  static final JsonMapper JSON = JsonMapper.shared();

  private final Api api;
  private final Api sender;
  private final ChatProvider provider;

  Chats(Api api, ChatProvider provider) {
    this.api = api;
    this.provider = provider;
    made("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'Asia/Shanghai'}");
    this.sender = api.asApplication("esop");
  }

  static String spec(String yaml) {
    return JSON.writeValueAsString(Map.of("yaml", yaml));
  }

  Api.Answer made(String path, String body) {
    Api.Answer answer = api.put(path, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 201);
    return answer;
  }

  /** A connector with a channel, a source and a node of its own. */
  void inUse(String connector) {
    made("/v1/definitions/" + connector, spec(provider.yaml(connector, connector + "/1", "")));
    made(
        "/v1/sources/" + connector,
        "{'connector': '%s', 'settings': {'key': 'k-%s'}}".formatted(connector, connector));
    made(
        "/v1/applications/esop/nodes/" + connector,
        """
        {'name': 'N', 'plan': '%s', 'locale': 'en', 'schema': {'type': 'object', 'properties': {}},
         'templates': [{'channel': '%s', 'content': {'text': 'Hello'}}]}
        """
            .formatted(connector, connector));
  }

  String sent(String connector) {
    Api.Answer accepted =
        sender.post(
            "/v1/messages",
            "{'node': '%s', 'tenant': 'acme', 'to': [{'%s': 'somebody'}], 'data': {}}"
                .formatted(connector, connector)
                .replace('\'', '"'));
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    return accepted.json().at("/messages/0/id").asString();
  }

  void awaitSent(String id) {
    await()
        .until(() -> api.get("/v1/messages/" + id).json().path("state").asString().equals("SENT"));
  }

  JsonNode connector(Api at, String name) {
    for (JsonNode item : at.get("/v1/connectors").json().path("items")) {
      if (item.path("name").asString().equals(name)) {
        return item;
      }
    }
    return JSON.missingNode();
  }
}
