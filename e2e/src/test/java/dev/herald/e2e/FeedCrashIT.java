package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.Patience;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that are taken from a feed while those who take and those who give are killed. */
class FeedCrashIT {
  private static final int MESSAGES = 10_000;
  private static final int IN_ONE = 1_000;
  private static final int CONSUMERS = 8;

  private final long seed = System.nanoTime();
  private final Map<String, Integer> acked = new ConcurrentHashMap<>();
  private final AtomicReference<HeraldProcess> serving = new AtomicReference<>();
  private volatile String key = "";

  @Test
  void noneIsLostAndNoneIsAckedTwice() throws Exception {
    Cluster cluster = Cluster.running();
    HeraldProcess first = cluster.first();
    HeraldProcess second = cluster.second();
    cluster.configure(first, "[]");
    feed(cluster, first);
    serving.set(first);
    List<Thread> consumers = consumers();
    submit(cluster.application(second));
    await().atMost(Patience.SOON).until(() -> acked.size() > MESSAGES / 4);
    serving.set(second);
    first.kill();

    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> assertThat(acked).as("seed %d", seed).hasSize(MESSAGES));
    consumers.forEach(Thread::interrupt);
    for (Thread consumer : consumers) {
      consumer.join();
    }
    assertThat(acked.values()).as("seed %d", seed).containsOnly(1);
    assertThat(
            cluster
                .jdbc
                .sql("select count(*) from event where state = 'DELIVERED'")
                .query(Integer.class)
                .single())
        .isEqualTo(MESSAGES);
    assertThat(cluster.jdbc.sql("select count(*) from feed_entry").query(Integer.class).single())
        .isZero();
  }

  private void feed(Cluster cluster, HeraldProcess by) {
    Api admin = cluster.administrator(by);
    put(admin, "/v1/sources/feed", "{'connector': 'feed'}");
    put(admin, "/v1/feeds/work", "{'lease': '3s', 'deliveries': 100}");
    put(
        admin,
        "/v1/applications/esop/nodes/work",
        """
        {'name': 'Work', 'plan': 'feed:work', 'locale': 'en',
         'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}},
         'templates': [{'channel': 'feed', 'content': {'type': 'work', 'json': {'n': '{{n}}'}}}]}
        """);
    Api.Answer made =
        admin.post(
            "/v1/applications/esop/keys",
            "{'name': 'work', 'scopes': ['pull'], 'feeds': ['work']}".replace('\'', '"'));
    key = made.json().path("key").asString();
  }

  private static void put(Api api, String path, String json) {
    Api.Answer answer = api.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(path + " " + answer).isLessThan(300);
  }

  private static void submit(Api application) {
    for (int part = 0; part < MESSAGES / IN_ONE; part++) {
      String to =
          IntStream.range(part * IN_ONE, (part + 1) * IN_ONE)
              .mapToObj(n -> "{'email': 'n%d@acme.example', 'data': {'n': %d}}".formatted(n, n))
              .collect(Collectors.joining(","));
      Api.Answer answer =
          application.post(
              "/v1/messages",
              "{'node': 'work', 'tenant': 'acme', 'to': [%s]}".formatted(to).replace('\'', '"'));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }
  }

  private List<Thread> consumers() {
    List<Thread> consumers = new ArrayList<>();
    for (int i = 0; i < CONSUMERS; i++) {
      Random chance = new Random(seed + i);
      consumers.add(Thread.ofVirtual().start(() -> consume(chance)));
    }
    return consumers;
  }

  /** Now and then it is gone with what it has in hand, and another comes in its place. */
  private void consume(Random chance) {
    while (!Thread.currentThread().isInterrupted()) {
      List<JsonNode> taken = taken();
      if (chance.nextInt(10) > 0 && !taken.isEmpty()) {
        ack(taken);
      }
    }
  }

  private List<JsonNode> taken() {
    try {
      Api.Answer answer = api().get("/v1/feeds/work/messages?max=50&wait=1s");
      return answer.status() == 200
          ? answer.json().path("messages").valueStream().toList()
          : List.of();
    } catch (UncheckedIOException | IllegalStateException _) {
      return List.of();
    }
  }

  private Api api() {
    return Objects.requireNonNull(serving.get()).anonymous().with(key);
  }

  /** Until somebody answers: what was acked before a server died is answered alike. */
  private void ack(List<JsonNode> taken) {
    Map<String, String> ids =
        taken.stream()
            .collect(
                Collectors.toMap(
                    each -> each.path("lease").asString(), each -> each.path("id").asString()));
    String body = "{\"leases\": [\"%s\"]}".formatted(String.join("\", \"", ids.keySet()));
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Api.Answer answer = api().post("/v1/feeds/work/ack", body);
        if (answer.status() == 200) {
          answer
              .json()
              .path("done")
              .forEach(lease -> acked.merge(ids.get(lease.asString()), 1, Integer::sum));
        }
        if (answer.status() == 200 || answer.status() == 409) {
          return;
        }
      } catch (UncheckedIOException _) {
        Thread.onSpinWait();
      } catch (IllegalStateException _) {
        return;
      }
    }
  }
}
