package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.TestDatabase;
import dev.herald.server.answer.Listener;
import dev.herald.server.queue.TestBroker;
import dev.herald.server.queue.TestBroker.Written;
import dev.herald.server.queue.rabbitmq.RabbitBroker;
import dev.herald.server.queue.rocketmq.RocketBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Herald that is killed in the middle of what it reads from brokers, which are killed too, and of
 * what it tells. It is the packaged Herald, so what the brokers' clients need is among its
 * libraries.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private static final int PART = 300;
  private static final String NOTE =
      """
      {"node": "note", "tenant": "acme", "to": [{"webhook": "%s"}]}\
      """;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;

  private final Map<String, TestBroker> brokers = new TreeMap<>();
  private Listener listener;
  private HeraldProcess herald;

  @BeforeAll
  void start() throws Exception {
    listener = new Listener();
    brokers.put("kafka", new KafkaOfFourParts(Files.createDirectory(folder.resolve("kafka"))));
    brokers.put("rocketmq", new RocketBroker(Files.createDirectory(folder.resolve("rocketmq"))));
    if (RabbitBroker.isThere()) {
      brokers.put("rabbitmq", new RabbitBroker(Files.createDirectory(folder.resolve("rabbitmq"))));
    }
    TestBroker.startAll(List.copyOf(brokers.values()));
    brokers.values().forEach(broker -> broker.create("grants"));
    herald = new HeraldProcess(folder.resolve("home"), settings());
    herald.start();
    ready(herald.administrator());
  }

  @AfterAll
  void end() {
    herald.close();
    brokers.values().forEach(TestBroker::kill);
    listener.close();
  }

  private String[] settings() {
    List<String> settings = new ArrayList<>(TestDatabase.create().options());
    settings.add("--herald.egress.private-targets=127.0.0.1");
    settings.add("--herald.queues.kafka.consumers=2");
    brokers.forEach((kind, broker) ->
        Stream.of(
                "kind=" + kind,
                "servers=" + broker.servers(),
                (kind.equals("rabbitmq") ? "queue" : "topic") + "=grants",
                "application=esop",
                "batch=20")
            .map(setting -> "--herald.queues.%s.%s".formatted(kind, setting))
            .forEach(settings::add));
    return settings.toArray(String[]::new);
  }

  private void ready(Api administrator) {
    put(administrator, "/v1/tenants/acme", "{'name': 'A', 'locale': 'en', 'zone': 'UTC'}");
    put(
        administrator,
        "/v1/sources/hook",
        "{'connector': 'webhook', 'settings': {'secret': 'whsec_c2FuZGJveA==', 'allowPrivate': 'true'}}");
    for (String application : List.of("esop", "told")) {
      put(
          administrator,
          "/v1/applications/" + application,
          "{'name': '%s', 'owner': 'Li'}".formatted(application));
      put(
          administrator,
          "/v1/applications/%s/nodes/note".formatted(application),
          "{'name': 'N', 'plan': 'webhook', 'locale': 'en', 'schema': {'type': 'object'},"
              + " 'templates': [{'channel': 'webhook', 'content': {'type': 't', 'json': {}}}]}");
    }
    put(
        administrator,
        "/v1/applications/told/subscriptions/results",
        "{'url': '%s', 'types': ['dev.herald.message.accepted', 'dev.herald.message.sent']}"
            .formatted(listener.url("heard")));
  }

  private static void put(Api administrator, String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }

  // --- what is read from brokers ---

  private void write(int from) {
    brokers.forEach((kind, broker) ->
        broker.write(
            IntStream.range(from, from + PART)
                .mapToObj(i -> {
                  String note = NOTE.formatted(listener.url(kind + i));
                  return Written.of("grants", note).known(kind + "-" + i);
                })
                .toList()));
  }

  private int read() {
    return herald
        .administrator()
        .get("/v1/messages/counts?application=esop")
        .json()
        .path("byState")
        .valueStream()
        .mapToInt(JsonNode::asInt)
        .sum();
  }

  private Set<String> places() {
    Set<String> places = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page =
          herald.administrator().get("/v1/messages?application=esop&limit=1000" + cursor).json();
      page.path("items").forEach(item -> places.add(item.path("requestedBy").asString()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return places;
  }

  @Test
  void of_what_stands_at_brokers_nothing_is_lost_and_nothing_doubled() {
    int part = PART * brokers.size();

    write(0);
    await().until(() -> read() > 0);
    herald.kill();
    write(PART);
    herald.start();
    await().until(() -> read() > part);
    brokers.values().forEach(TestBroker::kill);
    TestBroker.startAll(List.copyOf(brokers.values()));
    write(2 * PART);

    await().until(() -> read() >= 3 * part);
    for (TestBroker broker : brokers.values()) {
      await().until(() -> broker.waiting("grants") == 0);
    }
    assertThat(read()).isEqualTo(3 * part);
    assertThat(places()).hasSize(3 * part);
  }

  // --- what is told ---

  /** The ids of the messages. */
  private Set<String> send(int from) {
    String lines =
        IntStream.range(from, from + PART)
            .mapToObj(i -> NOTE.formatted(listener.url("sink" + i)))
            .map(note -> note.replaceFirst("\\{", "{\"application\": \"told\", "))
            .collect(Collectors.joining("\n"));
    return herald
        .administrator()
        .send("POST", "/v1/messages/bulk", lines, "application/x-ndjson")
        .text()
        .lines()
        .map(line -> JSON.readTree(line).at("/messages/0/id").asString())
        .collect(Collectors.toSet());
  }

  /** The ids of events that were heard, by message and step. */
  private Map<String, Set<String>> heard() {
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
  void every_step_is_told_at_least_once_and_under_one_id() {
    Set<String> messages = new HashSet<>(send(0));
    await().until(() -> listener.at("heard").size() > PART / 3);
    herald.kill();
    herald.start();
    messages.addAll(send(PART));
    await().until(() -> listener.at("heard").size() > PART * 3 / 2);
    herald.kill();
    herald.start();

    List<String> wanted =
        messages.stream().flatMap(id -> Stream.of(id + " PENDING", id + " SENT")).toList();
    assertThat(messages).hasSize(2 * PART);
    await().until(() -> heard().keySet().containsAll(wanted));
    assertThat(heard().values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }
}
