package dev.herald.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.herald.server.queue.TestBroker.Written;
import dev.herald.server.queue.rabbitmq.RabbitBroker;
import dev.herald.server.queue.rocketmq.RocketBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submissions by RabbitMQ and by RocketMQ, against real brokers. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.lanes.narrow.capacity=10"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokersIT {
  /** What one kind of broker is, and where its messages stand. */
  record Kind(String name, TestBroker broker, String setting, String position) {
    String queue(String purpose) {
      return name + "-" + purpose;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
  private static final List<String> PURPOSES = List.of("grants", "shared", "slow");
  private static final List<Kind> KINDS = kinds();

  private static List<Kind> kinds() {
    try {
      List<Kind> kinds = new ArrayList<>();
      kinds.add(
          new Kind(
              "rocketmq",
              new RocketBroker(TestPostgres.folder()),
              "topic",
              "rocketmq-grants/broker/0/\\d+"));
      if (RabbitBroker.isThere()) {
        kinds.add(
            new Kind(
                "rabbitmq",
                new RabbitBroker(TestPostgres.folder()),
                "queue",
                "rabbitmq-grants/first"));
      }
      TestBroker.startAll(kinds.stream().map(Kind::broker).toList());
      return kinds;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<Kind> brokers() {
    return KINDS;
  }

  @DynamicPropertySource
  static void thereAreQueues(DynamicPropertyRegistry properties) {
    for (Kind kind : KINDS) {
      for (String purpose : PURPOSES) {
        kind.broker.create(kind.queue(purpose));
        configure(properties, kind, purpose, kind.broker.servers());
      }
      configure(properties, kind, "away", "127.0.0.1:9");
      kind.broker.create(kind.queue("answers"));
      properties.add(
          "herald.queues.%s.answers".formatted(kind.queue("grants")), () -> kind.queue("answers"));
    }
  }

  private static void configure(
      DynamicPropertyRegistry properties, Kind kind, String purpose, String servers) {
    String queue = "herald.queues.%s.".formatted(kind.queue(purpose));
    properties.add(queue + "kind", kind::name);
    properties.add(queue + "servers", () -> servers);
    properties.add(queue + kind.setting, () -> kind.queue(purpose));
    if (purpose.equals("shared")) {
      properties.add(queue + "signers.esop", () -> "a secret of esop");
    } else {
      properties.add(queue + "application", () -> purpose.equals("slow") ? "slow" : "esop");
      properties.add(queue + "batch", () -> purpose.equals("slow") ? 10 : 500);
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
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from':"
            + " 'hr@acme.example'}}");
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
  void theBrokersGo() {
    KINDS.forEach(kind -> kind.broker.kill());
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

  private static void awaitAllAcknowledged(Kind kind, String purpose) {
    await()
        .pollInterval(BETWEEN_QUESTIONS)
        .until(() -> kind.broker.waiting(kind.queue(purpose)) == 0);
  }

  // --- what is taken ---

  @ParameterizedTest
  @MethodSource("brokers")
  void a_record_becomes_a_message_that_says_by_which_queue_it_came(Kind kind) {
    String grants = kind.queue("grants");
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String to = kind + "first";
    kind.broker.write(
        List.of(Written.of(grants, note(to)).known("first").with("traceparent", parent)));

    await().until(() -> messages(to).size() == 1);

    String id = messages(to).getFirst().path("id").asString();
    JsonNode message = administrator.get("/v1/messages/" + id).json();
    assertThat(message.path("requestedBy").asString())
        .matches("esop, queue " + grants + ", " + kind.position);
    assertThat(message.path("traceparent").asString()).isEqualTo(parent);
    await().until(() -> queue(grants).path("lag").asLong(-1) == 0);
    JsonNode seen = queue(grants);
    assertThat(seen.path("connected").asBoolean()).isTrue();
    assertThat(seen.path("from").asString()).isEqualTo(grants);
    assertThat(seen.path("accepted").asInt()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void a_record_that_comes_again_makes_one_message(Kind kind) {
    String grants = kind.queue("grants");
    String structured =
        """
        {"specversion": "1.0", "id": "%s-8", "source": "/esop", "type": "granted", "data": %s}\
        """;
    String prefix = kind.name.equals("rabbitmq") ? "cloudEvents:" : "CE_";
    Written binary =
        Written.of(grants, note(kind + "binary"))
            .with(prefix + "specversion", "1.0")
            .with(prefix + "id", kind + "-7")
            .with(prefix + "source", "/esop")
            .with(prefix + "type", "granted");
    String type = kind.name.equals("rabbitmq") ? "content-type" : "CE_contenttype";
    Written whole =
        Written.of(grants, structured.formatted(kind, note(kind + "structured")))
            .with(type, "application/cloudevents+json; charset=UTF-8");
    Written header =
        Written.of(grants, note(kind + "header")).with("Idempotency-Key", kind + "-header");
    Written known = Written.of(grants, note(kind + "known")).known(kind + "-7781");

    kind.broker.write(List.of(binary, binary, whole, whole, header, header, known, known));
    kind.broker.write(List.of(Written.of(grants, note(kind + "last"))));

    await().until(() -> messages(kind + "last").size() == 1);
    assertThat(messages(kind + "binary")).hasSize(1);
    assertThat(messages(kind + "structured")).hasSize(1);
    assertThat(messages(kind + "header")).hasSize(1);
    assertThat(messages(kind + "known")).hasSize(1);
    assertThat(queue(grants).path("repeated").asInt()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void one_queue_serves_many_when_each_record_is_signed(Kind kind) {
    String shared = kind.queue("shared");
    String body = note(kind + "signed");
    String key = kind + "-k";
    kind.broker.write(
        List.of(
            Written.of(shared, body)
                .with("herald-application", "esop")
                .with("idempotency-key", key)
                .with(
                    "herald-signature",
                    new Signature("a secret of esop").text("esop", key, body.getBytes(UTF_8))),
            Written.of(shared, note(kind + "unsigned")).with("herald-application", "esop")));

    await().until(() -> messages(kind + "signed").size() == 1);
    await().until(() -> quarantine(shared).size() == 1);
    assertThat(quarantine(shared).getFirst().path("kind").asString()).isEqualTo("Forbidden");
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void what_became_of_records_is_heard_where_the_queue_names_a_place_for_it(Kind kind) {
    String grants = kind.queue("grants");
    String key = kind + "-answered";
    kind.broker.write(
        List.of(
            Written.of(grants, note(key)).with("idempotency-key", key),
            Written.of(grants, note("x").replace("@acme.example", ""))
                .with("idempotency-key", key + "-wrong")));

    await().until(() -> submission(kind, key).size() == 1);
    String id = submission(kind, key).getFirst().at("/data/messages/0/id").asString();
    await()
        .until(() ->
            heard(kind).stream()
                .anyMatch(event ->
                    event.path("subject").asString("").equals(id)
                        && event.path("type").asString().equals("dev.herald.message.sent")));
    await().until(() -> submission(kind, key + "-wrong").size() == 1);
    assertThat(submission(kind, key + "-wrong").getFirst().path("type").asString())
        .isEqualTo("dev.herald.submission.refused");
    assertThat(kind.broker.read(kind.queue("answers")))
        .allSatisfy(body -> assertThat(AsyncApi.violations(body)).as(body).isEmpty());
    String topic = "/v1/applications/esop/subscriptions/queue-" + grants;
    assertThat(administrator.get(topic).json().path("way").asString()).isEqualTo("TOPIC");
  }

  private static List<JsonNode> heard(Kind kind) {
    return kind.broker.read(kind.queue("answers")).stream()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private static List<JsonNode> submission(Kind kind, String key) {
    return heard(kind).stream()
        .filter(event -> event.at("/data/idempotencyKey").asString("").equals(key))
        .toList();
  }

  // --- what is not ---

  @ParameterizedTest
  @MethodSource("brokers")
  void what_can_not_be_taken_is_kept_and_holds_up_nothing(Kind kind) {
    String grants = kind.queue("grants");
    int before = quarantine(grants).size();
    kind.broker.write(
        List.of(
            new Written(grants, new byte[] {(byte) 0xff, 0}, Map.of(), "odd\u0000\n"),
            Written.of(grants, note("x").replace("note", "nothing")),
            Written.of(grants, note("y".repeat(2 << 20))),
            Written.of(grants, note(kind + "behind"))));

    await().until(() -> messages(kind + "behind").size() == 1);
    await().until(() -> quarantine(grants).size() == before + 3);
    assertThat(quarantine(grants).subList(0, 3))
        .extracting(each -> each.path("kind").asString())
        .containsExactly("TooLarge", "Invalid", "Malformed");
    awaitAllAcknowledged(kind, "grants");

    String wrong = "/v1/quarantine/" + quarantine(grants).get(1).path("id").asString();
    String odd = "/v1/quarantine/" + quarantine(grants).get(2).path("id").asString();
    String right = note(kind + "mended").replace("\"", "\\\"");
    administrator.put(wrong, "{\"body\": \"%s\"}".formatted(right));
    assertThat(administrator.post(wrong + "/replay", "").status()).isEqualTo(202);
    await().until(() -> messages(kind + "mended").size() == 1);
    assertThat(administrator.post(odd + "/discard", "").status()).isEqualTo(200);
  }

  // --- when nothing is taken ---

  @Test
  void a_broker_that_is_away_at_the_start_stops_nothing() {
    for (Kind kind : KINDS) {
      JsonNode away = queue(kind.queue("away"));
      assertThat(away.path("connected").asBoolean()).isFalse();
      assertThat(away.has("lag")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void while_a_lane_is_full_the_records_wait_at_the_broker(Kind kind) {
    int all = 40;
    String slow = kind.queue("slow");
    int before = inNarrowLane();
    sandbox.rules().add(Rule.that(new Effect.Hang()).provider("smtp"));
    kind.broker.write(
        IntStream.range(0, all).mapToObj(i -> Written.of(slow, noteOfDomain(kind, i))).toList());

    await().until(() -> queue(slow).at("/waitingFor/code").asString(""), "LANES_FULL"::equals);
    assertThat(kind.broker.waiting(slow)).isPositive();
    sandbox.rules().clear();

    awaitAllAcknowledged(kind, "slow");
    assertThat(inNarrowLane() - before).isEqualTo(all);
  }

  /** What one domain does, such as to hang, delays no other. */
  private static String noteOfDomain(Kind kind, int i) {
    return note("slow").replace("@acme.", "@slow-%s-%d.".formatted(kind, i));
  }

  private int inNarrowLane() {
    return jdbc.sql("select count(*) from message where lane = 'narrow'")
        .query(Integer.class)
        .single();
  }

  @Test
  void while_the_database_is_away_nothing_is_acknowledged_and_it_goes_on_by_itself()
      throws SQLException {
    KINDS.forEach(kind -> awaitAllAcknowledged(kind, "grants"));
    String url = environment.getRequiredProperty("spring.datasource.url");
    String database = url.substring(url.lastIndexOf('/') + 1);
    try {
      onServer("alter database %s with allow_connections false".formatted(database));
      onServer(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
              .formatted(database));
      for (Kind kind : KINDS) {
        String grants = kind.queue("grants");
        kind.broker.write(List.of(Written.of(grants, note(kind + "meanwhile"))));
        await()
            .until(
                () -> meters.get("herald.queue.waits").tag("queue", grants).gauge().value() == 1);
        assertThat(kind.broker.waiting(grants)).isEqualTo(1);
      }
    } finally {
      onServer("alter database %s with allow_connections true".formatted(database));
    }

    for (Kind kind : KINDS) {
      awaitAllAcknowledged(kind, "grants");
      assertThat(messages(kind + "meanwhile")).hasSize(1);
    }
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
