package dev.herald.server.queue.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.answer.AsyncApi;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import dev.herald.server.queue.kafka.KafkaBroker.Written;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submissions by Kafka, against a real broker. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.lanes.narrow.capacity=10",
      "herald.queues.grants.kind=kafka",
      "herald.queues.grants.topic=grants",
      "herald.queues.grants.application=esop",
      "herald.queues.grants.answers=grant-answers",
      "herald.queues.shared.kind=kafka",
      "herald.queues.shared.topic=shared",
      "herald.queues.shared.signers.esop=a secret of esop",
      "herald.queues.slow.kind=kafka",
      "herald.queues.slow.topic=slow",
      "herald.queues.slow.application=slow",
      "herald.queues.slow.batch=10"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaQueueIT {
  /** Of the context that runs: one that is begun again has a fresh one. */
  @SuppressWarnings("NullAway.Init")
  private static KafkaBroker broker;

  private static KafkaBroker broker() {
    try {
      return new KafkaBroker(TestPostgres.folder()).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @DynamicPropertySource
  static void thereIsABroker(DynamicPropertyRegistry properties) {
    broker = broker();
    List.of("grants", "shared", "slow").forEach(topic -> broker.topic(topic, 1));
    broker.topic("grant-answers", 2);
    for (String queue : List.of("grants", "shared", "slow")) {
      properties.add("herald.queues.%s.servers".formatted(queue), broker::servers);
    }
  }

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired Sandbox sandbox;
  @Autowired MeterRegistry meters;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    administrator = Api.administrator(environment);
    put("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}");
    put(
        "/v1/sources/mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from': 'hr@acme.example'}}");
    for (String application : List.of("esop", "slow")) {
      administrator.asApplication(application);
      put(
          "/v1/applications/%s/nodes/note".formatted(application),
          """
          {'name': 'N', 'plan': 'email', 'locale': 'en', 'lane': '%s',
           'schema': {'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'string'}}},
           'templates': [{'channel': 'email', 'content': {'subject': 'S {{a}}', 'text': '{{a}}'}}]}
          """
              .formatted(application.equals("slow") ? "narrow" : "normal"));
    }
  }

  @AfterAll
  void theBrokerGoes() {
    broker.close();
  }

  private void put(String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }

  private static String note(String to) {
    return """
    {"node": "note", "tenant": "acme", "to": [{"email": "%s@acme.example"}], "data": {"a": "x"}}\
    """
        .formatted(to);
  }

  /** What one domain does, such as to hang, delays no other. */
  private static String noteOfDomain(int i) {
    return note("slow").replace("@acme.", "@slow%d.".formatted(i));
  }

  private static String keyed(String to, String key) {
    return note(to).replaceFirst("\\{", "{\"idempotencyKey\": \"%s\", ".formatted(key));
  }

  private List<JsonNode> messages(String to) {
    return administrator
        .get("/v1/messages?destination=%s@acme.example".formatted(to))
        .json()
        .path("items")
        .valueStream()
        .toList();
  }

  private JsonNode queue(String name) {
    return administrator
        .get("/v1/queues")
        .json()
        .path("items")
        .valueStream()
        .filter(queue -> queue.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> quarantine(String queue) {
    return administrator
        .get("/v1/quarantine?queue=" + queue)
        .json()
        .path("items")
        .valueStream()
        .toList();
  }

  private long written(String topic) {
    return broker.acknowledged("herald", topic);
  }

  // --- what is taken ---

  @Test
  void a_record_becomes_a_message_that_says_by_which_queue_it_came() {
    broker.write(List.of(Written.of("grants", note("first"))));

    await().until(() -> messages("first").size() == 1);

    String id = messages("first").getFirst().path("id").asString();
    await()
        .until(
            () -> administrator.get("/v1/messages/" + id).json().path("state").asString(),
            "SENT"::equals);
    assertThat(administrator.get("/v1/messages/" + id).json().path("requestedBy").asString())
        .matches("esop, queue grants, grants/0/\\d+");
    assertThat(queue("grants").path("connected").asBoolean()).isTrue();
    await().until(() -> queue("grants").path("lag").asLong(-1) == 0);
    assertThat(queue("grants").path("accepted").asInt()).isPositive();
  }

  @Test
  void a_record_that_comes_again_makes_one_message() {
    String structured =
        """
        {"specversion": "1.0", "id": "%s", "source": "/esop", "type": "granted", "data": %s}\
        """;
    Written event =
        Written.of("grants", note("binary"))
            .with("ce_specversion", "1.0")
            .with("ce_id", "7")
            .with("ce_source", "/esop")
            .with("ce_type", "granted");
    Written header = Written.of("grants", note("header")).with("Idempotency-Key", "header-1");
    Written whole =
        Written.of("grants", structured.formatted("8", note("structured")))
            .with("content-type", "application/cloudevents+json; charset=UTF-8");
    Written other =
        Written.of("grants", structured.formatted("9", note("structured")))
            .with("content-type", "application/cloudevents+json");

    broker.write(
        List.of(
            Written.of("grants", keyed("own", "own-1")),
            Written.of("grants", keyed("own", "own-1")),
            event,
            event,
            header,
            header,
            whole,
            whole,
            other,
            Written.of("grants", note("last"))));

    await().until(() -> messages("last").size() == 1);
    assertThat(messages("own")).hasSize(1);
    assertThat(messages("binary")).hasSize(1);
    assertThat(messages("header")).hasSize(1);
    assertThat(messages("structured")).as("two events").hasSize(2);
  }

  @Test
  void one_topic_serves_many_when_each_record_is_signed() throws Exception {
    String body = note("signed");
    broker.write(
        List.of(
            Written.of("shared", body)
                .with("herald-application", "esop")
                .with("idempotency-key", "k-1")
                .with("herald-signature", signature("esop\nk-1\n" + body)),
            Written.of("shared", note("forged"))
                .with("herald-application", "esop")
                .with("herald-signature", signature("esop\n\n" + body)),
            Written.of("shared", note("unsigned")).with("herald-application", "esop"),
            Written.of("shared", note("nobody"))));

    await().until(() -> messages("signed").size() == 1);
    await().until(() -> quarantine("shared").size() == 3);
    assertThat(quarantine("shared"))
        .allMatch(kept -> kept.path("kind").asString().equals("Forbidden"))
        .allMatch(kept -> !kept.has("application"));
    String forged = quarantine("shared").getLast().path("id").asString();
    String replay = "/v1/quarantine/%s/replay".formatted(forged);
    assertThat(administrator.post(replay, "").wrongFields()).containsExactly("application");
    assertThat(administrator.post(replay, "{\"application\": \"esop\"}").status()).isEqualTo(202);
    await().until(() -> messages("forged").size() == 1);
  }

  private static String signature(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a secret of esop".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "v1=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_became_of_records_is_heard_on_a_topic() {
    broker.write(
        List.of(
            Written.of("grants", keyed("answered", "answered-1")),
            Written.of("grants", keyed("13800138000", "answered-2").replace("@acme.example", ""))));
    await().until(() -> messages("answered").size() == 1);
    String id = messages("answered").getFirst().path("id").asString();

    await().until(() -> heard(id).contains("dev.herald.message.sent"));

    assertThat(heard(id)).contains("dev.herald.message.accepted");
    JsonNode accepted = Objects.requireNonNull(submission("answered-1"));
    assertThat(accepted.path("type").asString()).isEqualTo("dev.herald.submission.accepted");
    assertThat(accepted.at("/data/messages/0/id").asString()).isEqualTo(id);
    assertThat(accepted.at("/data/position").asString()).startsWith("grants/0/");
    assertThat(accepted.toString()).doesNotContain("@acme.example");
    await().until(() -> submission("answered-2") != null);
    JsonNode refused = Objects.requireNonNull(submission("answered-2"));
    assertThat(refused.path("type").asString()).isEqualTo("dev.herald.submission.refused");
    assertThat(refused.at("/data/problem/errors/0/field").asString()).isEqualTo("to[0].email");
    assertThat(broker.read("grant-answers").toString()).doesNotContain("13800138000");
    assertThat(broker.read("grant-answers"))
        .allSatisfy(body -> assertThat(AsyncApi.violations(body)).as(body).isEmpty());
    JsonNode seen = administrator.get("/v1/applications/esop/subscriptions/queue-grants").json();
    assertThat(seen.path("way").asString()).isEqualTo("TOPIC");
    assertThat(administrator.delete("/v1/applications/esop/subscriptions/queue-grants").status())
        .isEqualTo(409);
  }

  private List<String> heard(String message) {
    return broker.read("grant-answers").stream()
        .map(JsonMapper.shared()::readTree)
        .filter(event -> event.path("subject").asString("").equals(message))
        .map(event -> event.path("type").asString())
        .toList();
  }

  private @Nullable JsonNode submission(String key) {
    return broker.read("grant-answers").stream()
        .map(JsonMapper.shared()::readTree)
        .filter(event -> event.at("/data/idempotencyKey").asString("").equals(key))
        .findFirst()
        .orElse(null);
  }

  // --- what is not ---

  @Test
  void what_can_not_be_taken_is_kept_and_holds_up_nothing() {
    int before = quarantine("grants").size();
    broker.write(
        List.of(
            Written.of("grants", "no JSON"),
            Written.of("grants", note("x").replace("note", "nothing")),
            Written.of("grants", note("x").replace("\"a\"", "\"b\"")),
            Written.of("grants", note("y".repeat(2 << 20))),
            new Written("grants", new byte[] {(byte) 0xff, 0}, Map.of()),
            Written.of("grants", note("z")).with("herald-application", "payroll"),
            Written.of("grants", note("behind"))));

    await().until(() -> messages("behind").size() == 1);
    await().until(() -> quarantine("grants").size() == before + 6);

    List<JsonNode> kept = quarantine("grants").subList(0, 6);
    assertThat(kept)
        .extracting(each -> each.path("kind").asString())
        .containsExactly("Forbidden", "Malformed", "TooLarge", "Invalid", "Invalid", "Malformed");
    assertThat(kept.get(4).path("fields").toString()).contains("node");
    assertThat(kept.get(5).path("position").asString()).matches("grants/0/\\d+");
    assertThat(
            jdbc.sql("select count(*) from quarantine where position(? in body) > 0")
                .param("no JSON".getBytes(StandardCharsets.UTF_8))
                .query(Integer.class)
                .single())
        .as("it is sealed")
        .isZero();
    assertThat(queue("grants").path("quarantined").asInt()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void what_is_in_quarantine_is_read_mended_replayed_and_discarded() {
    broker.write(
        List.of(
            Written.of("grants", note("mended").replace("\"a\"", "\"wrong\"")),
            Written.of("grants", "rubbish")));
    List<JsonNode> kept =
        await()
            .until(
                () -> quarantine("grants"),
                found ->
                    found.stream()
                        .anyMatch(each -> each.path("size").asInt() == "rubbish".length()));
    String rubbish = "/v1/quarantine/" + kept.getFirst().path("id").asString();
    String mended = "/v1/quarantine/" + kept.get(1).path("id").asString();

    JsonNode content = administrator.post(mended + "/reveal", "").json();
    assertThat(content.path("body").asString()).contains("mended@acme.example");
    assertThat(content.path("errors").toString()).contains("data.a");
    assertThat(administrator.post(mended + "/replay", "").status()).isEqualTo(422);
    String right = content.path("body").asString().replace("wrong", "a").replace("\"", "\\\"");
    assertThat(administrator.put(mended, "{\"body\": \"%s\"}".formatted(right)).status())
        .isEqualTo(200);
    Api.Answer replayed = administrator.post(mended + "/replay", "");
    assertThat(replayed.status()).as(replayed.toString()).isEqualTo(202);
    await().until(() -> messages("mended").size() == 1);
    assertThat(administrator.get(mended).json().path("state").asString()).isEqualTo("REPLAYED");
    assertThat(administrator.get(mended).json().path("request"))
        .isEqualTo(replayed.json().path("request"));
    assertThat(administrator.post(mended + "/replay", "").status()).isEqualTo(409);

    assertThat(administrator.post(rubbish + "/discard", "").json().path("state").asString())
        .isEqualTo("DISCARDED");
    assertThat(administrator.post(rubbish + "/reveal", "").status()).isEqualTo(409);
    assertThat(
            jdbc.sql(
                    "select count(*) from quarantine where state <> 'WAITING' and body is not null")
                .query(Integer.class)
                .single())
        .isZero();
  }

  // --- when nothing is taken ---

  @Test
  void while_a_lane_is_full_the_records_wait_at_the_broker() {
    Rule hangs = Rule.that(new Effect.Hang()).provider("smtp");
    sandbox.rules().add(hangs);
    int all = 100;
    long before = written("slow");
    broker.write(
        IntStream.range(0, all).mapToObj(i -> Written.of("slow", noteOfDomain(i))).toList());

    await().until(() -> queue("slow").at("/waitingFor/code").asString(""), "LANES_FULL"::equals);
    assertThat(written("slow") - before).isLessThan(all);
    await().until(() -> queue("slow").path("lag").asLong(0) > 0);
    sandbox.rules().clear();

    await().until(() -> broker.waiting("herald", "slow") == 0);
    assertThat(
            jdbc.sql("select count(*) from message where lane = 'narrow'")
                .query(Integer.class)
                .single())
        .isEqualTo(all);
  }

  @Test
  void while_the_database_is_away_nothing_is_acknowledged_and_it_goes_on_by_itself()
      throws SQLException {
    broker.write(List.of(Written.of("grants", note("before"))));
    await().until(() -> broker.waiting("herald", "grants") == 0);
    String url = environment.getRequiredProperty("spring.datasource.url");
    String database = url.substring(url.lastIndexOf('/') + 1);
    long before = written("grants");
    try {
      onServer("alter database %s with allow_connections false".formatted(database));
      onServer(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
              .formatted(database));
      broker.write(List.of(Written.of("grants", note("meanwhile"))));
      await()
          .until(
              () -> meters.get("herald.queue.waits").tag("queue", "grants").gauge().value() == 1);
      assertThat(written("grants")).isEqualTo(before);
    } finally {
      onServer("alter database %s with allow_connections true".formatted(database));
    }

    await().until(() -> broker.waiting("herald", "grants") == 0);
    assertThat(messages("meanwhile")).hasSize(1);
  }

  private static void onServer(String sql) throws SQLException {
    EmbeddedPostgres postgres = TestPostgres.running();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
