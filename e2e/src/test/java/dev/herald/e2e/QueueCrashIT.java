package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.queue.kafka.KafkaBroker;
import dev.herald.server.queue.kafka.KafkaBroker.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A broker and a Herald that are killed in the middle of a stream of submissions. */
class QueueCrashIT {
  private static final int PART = 400;

  @TempDir static Path folder;

  private static List<Written> notes(int from) {
    return IntStream.range(from, from + PART)
        .mapToObj(i ->
            Written.of(
                "grants",
                """
                {"node": "note", "tenant": "acme", "to": [{"email": "n%d@acme.example"}]}\
                """
                    .formatted(i)))
        .toList();
  }

  static void ready(Api administrator) {
    List.of(
            List.of("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}"),
            List.of("/v1/applications/esop", "{'name': 'ESOP', 'owner': 'Li'}"),
            List.of(
                "/v1/sources/mail",
                "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from':"
                    + " 'hr@acme.example'}}"),
            List.of(
                "/v1/applications/esop/nodes/note",
                "{'name': 'N', 'plan': 'email', 'locale': 'en', 'schema': {'type': 'object'},"
                    + " 'templates': [{'channel': 'email', 'content': {'subject': 'S', 'text':"
                    + " 'T'}}]}"))
        .forEach(each -> {
          Api.Answer answer = administrator.put(each.getFirst(), each.getLast().replace('\'', '"'));
          assertThat(answer.status()).as(answer.toString()).isLessThan(300);
        });
  }

  static int count(Api administrator) {
    return administrator
        .get("/v1/messages/counts")
        .json()
        .path("byState")
        .valueStream()
        .mapToInt(JsonNode::asInt)
        .sum();
  }

  static Set<String> places(Api administrator) {
    Set<String> places = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = administrator.get("/v1/messages?limit=1000" + cursor).json();
      page.path("items").forEach(item -> places.add(item.path("requestedBy").asString()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return places;
  }

  @Test
  void nothing_is_lost_and_nothing_doubled() throws Exception {
    try (KafkaBroker broker =
            new KafkaBroker(Files.createDirectory(folder.resolve("kafka"))).start();
        HeraldProcess herald =
            new HeraldProcess(
                folder.resolve("home"),
                "--herald.sandbox=true",
                "--herald.queues.grants.kind=kafka",
                "--herald.queues.grants.servers=" + broker.servers(),
                "--herald.queues.grants.topic=grants",
                "--herald.queues.grants.application=esop",
                "--herald.queues.grants.consumers=2",
                "--herald.queues.grants.batch=20")) {
      broker.topic("grants", 4);
      herald.start();
      ready(herald.administrator());

      broker.write(notes(0));
      await().until(() -> count(herald.administrator()) > 0);
      herald.kill();
      broker.write(notes(PART));
      herald.start();
      await().until(() -> count(herald.administrator()) > PART);
      broker.kill();
      broker.start();
      broker.write(notes(2 * PART));

      await().until(() -> count(herald.administrator()) >= 3 * PART);
      await().until(() -> broker.waiting("herald", "grants") == 0);
      assertThat(count(herald.administrator())).isEqualTo(3 * PART);
      assertThat(places(herald.administrator())).hasSize(3 * PART);
    }
  }
}
