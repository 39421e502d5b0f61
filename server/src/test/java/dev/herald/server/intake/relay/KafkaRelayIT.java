package dev.herald.server.intake.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import dev.herald.server.queue.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submissions that pass through a real broker before they are saved. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.egress.private-targets=127.0.0.1",
      "herald.intake.through=kafka",
      "herald.intake.kafka.partitions=3"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaRelayIT {
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
    properties.add("herald.intake.kafka.servers", broker::servers);
  }

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired Sandbox sandbox;
  @Autowired Arrivals arrivals;
  @Autowired DatabasePulse pulse;
  private Api administrator;
  private Api esop;

  @BeforeAll
  void thereIsACompany() {
    administrator = Api.administrator(environment);
    put("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}");
    put(
        "/v1/sources/mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from': 'hr@acme.example'}}");
    esop = administrator.asApplication("esop");
    node("esop", "note", "'lane': 'normal'");
    node("esop", "code", "'lane': 'critical'");
    node("esop", "once", "'lane': 'normal', 'dedupWindow': '1h'");
    put("/v1/applications/esop/subscriptions/all", "{'url': 'http://127.0.0.1:9/all'}");
  }

  private void node(String application, String code, String more) {
    put(
        "/v1/applications/%s/nodes/%s".formatted(application, code),
        """
        {'name': 'N', 'plan': 'email', 'locale': 'en', %s,
         'schema': {'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'string'}}},
         'templates': [{'channel': 'email', 'content': {'subject': 'S {{a}}', 'text': '{{a}}'}}]}
        """
            .formatted(more));
  }

  @AfterAll
  void allGoes() {
    broker.close();
  }

  private void put(String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }

  private static String body(String node, String to, String text) {
    return """
    {"node": "%s", "tenant": "acme", "to": [{"email": "%s@acme.example"}], "data": {"a": "%s"}}\
    """
        .formatted(node, to, text);
  }

  private Api.Answer post(Api as, String body, @Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(as.base() + "/v1/messages"))
            .header("Authorization", "Bearer " + as.key())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return as.send(request.build());
  }

  private static String id(Api.Answer accepted) {
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    return accepted.json().at("/messages/0/id").asString();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  private void awaitState(String id, String state) {
    await().until(() -> message(id).path("state").asString(""), state::equals);
  }

  private int sends(String to) {
    return sandbox.outbox().find(OutboxQuery.ALL.destination(to + "@acme.example")).size();
  }

  // --- what passes ---

  @Test
  @Order(1)
  void a_submission_is_answered_by_the_broker_and_sent_by_whoever_reads_it() {
    Api.Answer one = post(esop, body("note", "first", "x"), null);
    Api.Answer urgent = post(esop, body("code", "urgent", "123456"), null);

    awaitState(id(one), "SENT");
    awaitState(id(urgent), "SENT");
    assertThat(sends("first")).isEqualTo(1);
    assertThat(message(id(one)).path("request")).isEqualTo(one.json().path("request"));
    assertThat(broker.read("herald.normal")).hasSizeGreaterThanOrEqualTo(1);
    assertThat(broker.read("herald.critical"))
        .hasSize(1)
        .allSatisfy(record -> assertThat(record).doesNotContain("urgent", "acme", "123456"));
    await().until(() -> broker.waiting("herald", "herald.normal") == 0);
  }

  @Test
  @Order(2)
  void lines_take_the_same_way_and_one_that_is_wrong_is_refused_at_once() {
    String lines =
        IntStream.range(0, 40)
            .mapToObj(i -> body(i == 7 ? "nothing" : "note", "line" + i, "x"))
            .reduce("", (all, line) -> all + line + "\n");

    List<JsonNode> results =
        Arrays.stream(
                esop.send("POST", "/v1/messages/bulk", lines, "application/x-ndjson")
                    .text()
                    .split("\n"))
            .map(JsonMapper.shared()::readTree)
            .toList();

    assertThat(results).hasSize(40);
    assertThat(results.get(7).path("status").asInt()).isEqualTo(422);
    for (int i = 0; i < 40; i++) {
      if (i != 7) {
        awaitState(results.get(i).at("/messages/0/id").asString(), "SENT");
      }
    }
  }

  // --- what comes again ---

  @Test
  @Order(3)
  void a_repeat_under_a_key_gets_the_same_answer_and_another_request_is_refused() {
    Api.Answer first = post(esop, body("note", "keyed", "x"), "k-1");
    Api.Answer again = post(esop, body("note", "keyed", "x"), "k-1");
    awaitState(id(first), "SENT");

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(post(esop, body("note", "keyed", "y"), "k-1").status()).isEqualTo(409);
    assertThat(sends("keyed")).isEqualTo(1);
    assertThat(message(id(first)).path("request")).isEqualTo(first.json().path("request"));
  }

  @Test
  @Order(4)
  void a_record_that_comes_again_is_saved_and_sent_once() {
    String id = id(post(esop, body("note", "twice", "x"), null));
    awaitState(id, "SENT");
    List<Arrivals.Brought> all = records("herald.normal");

    assertThat(arrivals.take("normal", all)).isEqualTo(Duration.ZERO);
    assertThat(arrivals.take("normal", all)).isEqualTo(Duration.ZERO);

    String last = id(post(esop, body("note", "behind", "x"), null));
    awaitState(last, "SENT");
    assertThat(sends("twice")).isEqualTo(1);
    assertThat(sends("first")).isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from task").query(Integer.class).single()).isZero();
  }

  private static List<Arrivals.Brought> records(String topic) {
    return broker.readBytes(topic).stream()
        .map(value -> new Arrivals.Brought("a test", new byte[0], value))
        .toList();
  }

  @Test
  @Order(5)
  void a_record_that_nobody_can_read_is_put_aside_and_holds_up_nothing() {
    int before = broker.read("herald.unread").size();
    broker.write(List.of(KafkaBroker.Written.of("herald.normal", "rubbish")));

    awaitState(id(post(esop, body("note", "past", "x"), null)), "SENT");
    await().until(() -> broker.read("herald.unread").size() == before + 1);
  }

  // --- what is found only when it is saved ---

  @Test
  @Order(6)
  void what_was_said_before_ends_with_the_message_that_stands_for_it_and_is_told() {
    String first = id(post(esop, body("once", "dear", "x"), null));
    String second = id(post(esop, body("once", "dear", "x"), null));

    awaitState(first, "SENT");
    awaitState(second, "SUPPRESSED");
    assertThat(sends("dear")).isEqualTo(1);
    assertThat(message(second).at("/trace").toString()).contains("SAID_BEFORE", first);
    await().until(() -> deliveries().anyMatch(each -> tells(each, second)));
  }

  /** In sandbox mode they go to the stand-ins. */
  private Stream<JsonNode> deliveries() {
    return administrator
        .get("/v1/applications/esop/subscriptions/all/deliveries")
        .json()
        .path("items")
        .valueStream();
  }

  private static boolean tells(JsonNode delivery, String message) {
    return delivery.toString().contains(message)
        && delivery.path("type").asString().equals("dev.herald.message.suppressed");
  }

  // --- when something is away ---

  @Test
  @Order(7)
  void while_the_database_is_away_submissions_are_taken_and_what_they_lack_is_found_later()
      throws SQLException {
    Api hasty = administrator.asApplication("hasty");
    node("hasty", "note", "'lane': 'normal'");
    put("/v1/applications/hasty", "{'name': 'H', 'owner': 'L', 'quota': '2 per day'}");
    String known = id(post(hasty, body("note", "known", "x"), null));
    id(post(esop, body("note", "warm", "x"), null));
    awaitState(known, "SENT");
    List<String> accepted = new ArrayList<>();
    List<String> ofQuota = new ArrayList<>();
    Api.Answer keyed;
    database(false);
    try {
      await().until(pulse::isAway);
      for (int i = 0; i < 50; i++) {
        accepted.add(id(post(esop, body("note", "away" + i, "x"), null)));
      }
      keyed = post(esop, body("note", "awaykeyed", "x"), "away-1");
      assertThat(post(esop, body("note", "awaykeyed", "x"), "away-1").json())
          .isEqualTo(keyed.json());
      ofQuota.add(id(post(hasty, body("note", "q1", "x"), null)));
      ofQuota.add(id(post(hasty, body("note", "q2", "x"), null)));
      assertThat(post(esop, body("nothing", "x", "x"), null).status())
          .as("of what is not known nobody can say that it is not there")
          .isEqualTo(503);
    } finally {
      database(true);
    }

    accepted.add(id(keyed));
    accepted.forEach(id -> awaitState(id, "SENT"));
    assertThat(post(esop, body("note", "awaykeyed", "x"), "away-1").json()).isEqualTo(keyed.json());
    awaitState(ofQuota.getFirst(), "SENT");
    awaitState(ofQuota.getLast(), "SUPPRESSED");
    assertThat(message(ofQuota.getLast()).path("trace").toString()).contains("ALLOWANCE_SPENT");
    IntStream.range(0, 50).forEach(i -> assertThat(sends("away" + i)).isEqualTo(1));
  }

  private void database(boolean open) throws SQLException {
    String url = environment.getRequiredProperty("spring.datasource.url");
    String name = url.substring(url.lastIndexOf('/') + 1);
    EmbeddedPostgres postgres = TestPostgres.running();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("alter database %s with allow_connections %s".formatted(name, open));
      if (!open) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                .formatted(name));
      }
    }
  }

  @Test
  @Order(8)
  void while_the_broker_is_away_callers_are_told_to_come_again_and_nothing_is_lost() {
    broker.kill();
    Api.Answer refused = post(esop, body("note", "nobroker", "x"), "again-1");
    broker.start();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("code").asString()).isEqualTo("BROKER_AWAY");
    Api.Answer taken =
        await()
            .until(
                () -> post(esop, body("note", "nobroker", "x"), "again-1"),
                answer -> answer.status() == 202);
    awaitState(id(taken), "SENT");
    assertThat(sends("nobroker")).isEqualTo(1);
    assertThat(UUID.fromString(id(taken)).version()).isEqualTo(7);
  }
}
