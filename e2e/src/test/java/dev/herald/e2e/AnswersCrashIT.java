package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.answer.Listener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Herald that is killed while it tells what became of messages. */
class AnswersCrashIT {
  private static final int PART = 300;

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;

  private static void put(Api administrator, String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }

  private static void ready(Api administrator, Listener listener) {
    put(administrator, "/v1/tenants/acme", "{'name': 'A', 'locale': 'en', 'zone': 'UTC'}");
    put(administrator, "/v1/applications/esop", "{'name': 'ESOP', 'owner': 'Li'}");
    put(
        administrator,
        "/v1/sources/hook",
        "{'connector': 'webhook', 'settings': {'secret': 'whsec_c2FuZGJveA==', 'allowPrivate': 'true'}}");
    put(
        administrator,
        "/v1/applications/esop/nodes/note",
        "{'name': 'N', 'plan': 'webhook', 'locale': 'en', 'schema': {'type': 'object'},"
            + " 'templates': [{'channel': 'webhook', 'content': {'type': 't', 'json': {}}}]}");
    put(
        administrator,
        "/v1/applications/esop/subscriptions/results",
        "{'url': '%s', 'types': ['dev.herald.message.accepted', 'dev.herald.message.sent']}"
            .formatted(listener.url("heard")));
  }

  /** The ids of the messages. */
  private static Set<String> send(Api administrator, Listener listener, int from) {
    String lines =
        IntStream.range(from, from + PART)
            .mapToObj(i ->
                """
                {"application": "esop", "node": "note", "tenant": "acme", "to": [{"webhook": "%s"}]}\
                """
                    .formatted(listener.url("sink" + i)))
            .collect(Collectors.joining("\n"));
    return administrator
        .send("POST", "/v1/messages/bulk", lines, "application/x-ndjson")
        .text()
        .lines()
        .map(line -> JSON.readTree(line).at("/messages/0/id").asString())
        .collect(Collectors.toSet());
  }

  /** The ids of events that were heard, by message and step. */
  private static Map<String, Set<String>> heard(Listener listener) {
    Map<String, Set<String>> ids = new HashMap<>();
    for (Listener.Heard each : listener.at("heard")) {
      JsonNode data = each.event().path("data");
      ids.computeIfAbsent(
              data.path("message").asString() + " " + data.path("state").asString(),
              _ -> new HashSet<>())
          .add(each.id());
    }
    return ids;
  }

  @Test
  void every_step_is_told_at_least_once_and_under_one_id() throws Exception {
    try (Listener listener = new Listener();
        HeraldProcess herald =
            new HeraldProcess(
                folder.resolve("home"), "--herald.egress.private-targets=127.0.0.1")) {
      herald.start();
      ready(herald.administrator(), listener);

      Set<String> messages = new HashSet<>(send(herald.administrator(), listener, 0));
      await().until(() -> listener.at("heard").size() > PART / 3);
      herald.kill();
      herald.start();
      messages.addAll(send(herald.administrator(), listener, PART));
      await().until(() -> listener.at("heard").size() > PART * 3 / 2);
      herald.kill();
      herald.start();

      List<String> wanted =
          messages.stream().flatMap(id -> List.of(id + " PENDING", id + " SENT").stream()).toList();
      assertThat(messages).hasSize(2 * PART);
      await().until(() -> heard(listener).keySet().containsAll(wanted));
      assertThat(heard(listener).values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }
  }
}
