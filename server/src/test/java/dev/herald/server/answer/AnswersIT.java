package dev.herald.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.herald.client.webhook.WebhookException;
import dev.herald.client.webhook.WebhookVerifier;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.answer.Listener.Heard;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What applications hear by webhook, with a real receiver. */
@HeraldTest
@TestPropertySource(properties = "herald.egress.private-targets=127.0.0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {
  private static final String OF_ESOP = "/v1/applications/esop/subscriptions/";

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired TraceAppender traces;
  @Autowired DeliveryRows deliveries;
  @Autowired FanOut fanOut;
  @Autowired AnswerRows rows;
  @Autowired JdbcTemplate connections;
  @Autowired TransactionTemplate transaction;

  private final Listener listener = new Listener();
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    administrator = Api.administrator(environment);
    put("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}");
    put(
        "/v1/sources/hook",
        "{'connector': 'webhook', 'settings': {'secret': 'whsec_c2FuZGJveA==', 'allowPrivate': 'true'}}");
    for (String application : List.of("esop", "payroll")) {
      administrator.asApplication(application);
      for (String node : List.of("note", "other")) {
        put(
            "/v1/applications/%s/nodes/%s".formatted(application, node),
            """
            {'name': 'N', 'plan': 'webhook', 'locale': 'en', 'schema': {'type': 'object'},
             'templates': [{'channel': 'webhook', 'content': {'type': 't', 'json': {'a': 'secret words'}}}]}
            """);
      }
    }
  }

  @AfterAll
  void theReceiverGoes() {
    assertThat(listener.events())
        .isNotEmpty()
        .allSatisfy(body -> assertThat(AsyncApi.violations(body)).as(body).isEmpty());
    listener.close();
  }

  private Api.Answer put(String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    return answer;
  }

  /** Its secret. */
  private String subscribe(String code, String more) {
    return put(OF_ESOP + code, "{'url': '%s'%s}".formatted(listener.url(code), more))
        .json()
        .path("secret")
        .asString();
  }

  private void unsubscribe(String code) {
    assertThat(administrator.delete(OF_ESOP + code).status()).isEqualTo(204);
  }

  private UUID send(String application, String node, String reference) {
    Api.Answer sent =
        administrator.post(
            "/v1/messages",
            """
            {"application": "%s", "node": "%s", "tenant": "acme",
             "to": [{"webhook": "%s", "reference": "%s"}]}
            """
                .formatted(application, node, listener.url("sink-" + reference), reference));
    assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    return UUID.fromString(sent.json().at("/messages/0/id").asString());
  }

  /** It may go while messages are settled, and hinders none of them. */
  @Test
  void aSubscriptionThatHasGoneMeanwhileIsToldNothing() {
    subscribe("stays", "");
    UUID stays = id("answer_subscription", "stays");
    Answer answer =
        new Answer(
            Ids.next(),
            id("application", "esop"),
            AnswerTypes.MESSAGE_ACCEPTED,
            null,
            null,
            Instant.now(),
            new byte[2]);

    List<UUID> told =
        transaction.execute(undone -> {
          undone.setRollbackOnly();
          write(
              answer,
              new AnswerRows.Sent(Ids.next(), answer.id(), UUID.randomUUID()),
              new AnswerRows.Sent(Ids.next(), answer.id(), stays));
          return jdbc.sql("select subscription_id from answer_delivery where answer_id = ?")
              .param(answer.id())
              .query(UUID.class)
              .list();
        });

    assertThat(told).containsExactly(stays);
    unsubscribe("stays");
  }

  private UUID id(String table, String code) {
    return jdbc.sql("select id from %s where code = ?".formatted(table))
        .param(code)
        .query(UUID.class)
        .single();
  }

  private void write(Answer answer, AnswerRows.Sent... sent) {
    connections.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              rows.insert(connection, List.of(answer), List.of(sent));
              return true;
            });
  }

  private List<Heard> about(String code, UUID message) {
    return listener.at(code).stream()
        .filter(each -> each.event().path("subject").asString().equals(message.toString()))
        .toList();
  }

  private List<String> typesAbout(String code, UUID message) {
    return about(code, message).stream()
        .map(each -> each.type().replace("dev.herald.message.", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private JsonNode subscription(String code) {
    return administrator.get(OF_ESOP + code).json();
  }

  private List<JsonNode> deliveries(String code, String state) {
    return administrator
        .get(OF_ESOP + code + "/deliveries?state=" + state)
        .json()
        .path("items")
        .valueStream()
        .toList();
  }

  private JsonNode detail(String code, JsonNode delivery) {
    return administrator
        .get(OF_ESOP + code + "/deliveries/" + delivery.path("id").asString())
        .json();
  }

  /** Lets what waits and rests be due now. */
  private void hurry(String code) {
    jdbc.sql(
            """
            update answer_delivery set due_at = now() from answer_subscription s
            where s.id = subscription_id and s.code = ? and state = 'WAITING'
            """)
        .param(code)
        .update();
    jdbc.sql("update answer_subscription set resting_until = null where code = ?")
        .param(code)
        .update();
  }

  // --- what is heard ---

  @Test
  void every_step_is_told_with_its_data_and_without_what_is_personal() {
    String secret = subscribe("all", "");

    UUID message = send("esop", "note", "GR-1");

    await().until(() -> typesAbout("all", message), List.of("accepted", "sent")::equals);
    Heard sent =
        about("all", message).stream()
            .filter(e -> e.type().endsWith("sent"))
            .findFirst()
            .orElseThrow();
    JsonNode event = sent.event();
    JsonNode data = event.path("data");
    assertThat(event.path("specversion").asString()).isEqualTo("1.0");
    assertThat(event.path("source").asString()).isEqualTo("/applications/esop");
    assertThat(event.path("id").asString()).isEqualTo(sent.id());
    assertThat(data.path("message").asString()).isEqualTo(message.toString());
    assertThat(UUID.fromString(data.path("request").asString())).isNotNull();
    assertThat(data.path("tenant").asString()).isEqualTo("acme");
    assertThat(data.path("node").asString()).isEqualTo("note");
    assertThat(data.path("reference").asString()).isEqualTo("GR-1");
    assertThat(data.path("channel").asString()).isEqualTo("webhook");
    assertThat(data.path("state").asString()).isEqualTo("SENT");
    assertThat(data.path("sequence").asInt()).isEqualTo(1);
    assertThat(Instant.parse(data.path("at").asString())).isBeforeOrEqualTo(Instant.now());
    assertThat(data.at("/reason/code").asString()).isEqualTo("TAKEN_BY_PROVIDER");
    assertThat(data.at("/reason/words/zh").asString()).isNotBlank();
    assertThat(listener.at("all"))
        .allSatisfy(each -> assertThat(each.body()).doesNotContain("sink-", "secret words"))
        .allSatisfy(each ->
            assertThat(WebhookVerifier.of(secret).verify(each.headers()::get, each.body()).id())
                .isEqualTo(each.id()));
    unsubscribe("all");
  }

  @Test
  void whoever_writes_a_step_it_is_told() {
    subscribe("steps", "");
    UUID message = send("esop", "note", "steps");
    await().until(() -> typesAbout("steps", message).contains("sent"));

    traces.append(
        message,
        new TraceEvent(
            Instant.now(),
            TraceEvent.Kind.RECEIPT,
            MessageState.DELIVERED,
            new TraceReason.TakenByProvider(),
            null,
            null,
            null,
            null));

    await()
        .until(
            () -> typesAbout("steps", message), List.of("accepted", "delivered", "sent")::equals);
    unsubscribe("steps");
  }

  @Test
  void only_what_is_chosen_is_told_and_nothing_of_others() {
    subscribe("chosen", ", 'types': ['dev.herald.message.sent'], 'nodes': ['other']");
    subscribe("witness", "");

    UUID unheard = send("esop", "note", "chosen-1");
    UUID heard = send("esop", "other", "chosen-2");
    UUID others = send("payroll", "other", "chosen-3");

    await().until(() -> typesAbout("chosen", heard), List.of("sent")::equals);
    await().until(() -> typesAbout("witness", unheard).contains("sent"));
    assertThat(listener.at("chosen"))
        .extracting(Heard::id)
        .containsOnly(about("chosen", heard).getFirst().id());
    assertThat(about("witness", others)).isEmpty();
    unsubscribe("chosen");
    unsubscribe("witness");
  }

  @Test
  void for_those_who_subscribe_to_nothing_nothing_is_noted() {
    subscribe("busy", "");
    UUID alone = send("payroll", "note", "alone");
    UUID heard = send("esop", "note", "heard");

    await().until(() -> typesAbout("busy", heard).contains("sent"));
    assertThat(
            jdbc.sql("select count(*) from answer where message_id = ?")
                .param(alone)
                .query(Long.class)
                .single())
        .isZero();
    unsubscribe("busy");
  }

  @Test
  void many_that_take_what_was_noted_make_one_event_of_each_step() throws Exception {
    subscribe("shared", "");
    List<UUID> messages = new ArrayList<>();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        messages.add(send("esop", "note", "shared-" + i));
        others.submit(fanOut::run);
        others.submit(fanOut::run);
      }
    }

    await().until(() -> messages.stream().allMatch(each -> typesAbout("shared", each).size() == 2));
    assertThat(messages)
        .allSatisfy(each ->
            assertThat(about("shared", each).stream().map(Heard::id).distinct()).hasSize(2));
    unsubscribe("shared");
  }

  // --- receivers that fail ---

  @Test
  void a_receiver_that_fails_is_tried_again_until_it_takes_it_under_one_id() {
    listener.answers("fails", 503);
    String secret = subscribe("fails", ", 'types': ['dev.herald.message.sent']");
    UUID message = send("esop", "note", "fails");

    await().until(() -> !about("fails", message).isEmpty());
    await().until(() -> deliveries("fails", "WAITING").getFirst().path("status").asInt() == 503);
    listener.answers("fails", 200);
    hurry("fails");

    await().until(() -> deliveries("fails", "DELIVERED").size() == 1);
    assertThat(about("fails", message).stream().map(Heard::id).distinct()).hasSize(1);
    JsonNode attempts =
        detail("fails", deliveries("fails", "DELIVERED").getFirst()).path("attempts");
    assertThat(attempts.get(0).at("/reason/code").asString()).isEqualTo("ENDPOINT_ANSWERED");
    assertThat(attempts.get(0).path("excerpt").asString())
        .startsWith("said of")
        .doesNotContain(about("fails", message).getFirst().signature())
        .doesNotContain(secret);
    assertThat(attempts.get(attempts.size() - 1).path("status").asInt()).isEqualTo(200);
    assertThat(subscription("fails").path("failures").asInt()).isZero();
    unsubscribe("fails");
  }

  @Test
  void one_that_hangs_holds_up_no_other() {
    listener.answers("hangs", 0);
    subscribe("hangs", "");
    subscribe("well", "");

    List<UUID> messages =
        Stream.iterate(0, i -> i + 1)
            .limit(20)
            .map(i -> send("esop", "note", "hangs-" + i))
            .toList();

    await().until(() -> messages.stream().allMatch(m -> typesAbout("well", m).contains("sent")));
    assertThat(listener.at("hangs")).isNotEmpty();
    assertThat(deliveries("hangs", "DELIVERED")).isEmpty();
    unsubscribe("hangs");
    unsubscribe("well");
  }

  @Test
  void one_that_is_gone_rests_and_is_switched_off_after_days_and_what_failed_is_replayed() {
    Instant before = Instant.now().minusSeconds(60);
    listener.answers("gone", 410);
    subscribe("gone", ", 'types': ['dev.herald.message.sent']");
    UUID message = send("esop", "note", "gone");

    await().until(() -> subscription("gone").has("restingUntil"));
    jdbc.sql(
            """
            update answer_subscription set failing_since = now() - interval '6 days'
            where code = 'gone'
            """)
        .update();
    hurry("gone");

    await().until(() -> !subscription("gone").path("enabled").asBoolean());
    assertThat(subscription("gone").at("/offReason/code").asString())
        .isEqualTo("ENDPOINT_FAILED_LONG");
    assertThat(subscription("gone").at("/offReason/text").asString()).contains("5 days");
    assertThat(deliveries("gone", "FAILED")).hasSize(1);
    String replay = OF_ESOP + "gone/replay";
    String since = "{\"since\": \"%s\"}".formatted(before);
    assertThat(administrator.post(replay, since).status()).isEqualTo(409);
    assertThat(administrator.post(replay, "{}").wrongFields()).containsExactly("since");

    listener.answers("gone", 200);
    put(
        OF_ESOP + "gone",
        "{'url': '%s', 'types': ['dev.herald.message.sent'], 'enabled': true}"
            .formatted(listener.url("gone")));
    int heard = about("gone", message).size();
    assertThat(administrator.post(replay, since).json().path("replayed").asInt()).isEqualTo(1);

    await().until(() -> about("gone", message).size() == heard + 1);
    await().until(() -> deliveries("gone", "DELIVERED").size() == 1);
    unsubscribe("gone");
  }

  @Test
  void a_private_target_that_nobody_listed_is_not_called() {
    Api.Answer refused =
        administrator.put(OF_ESOP + "inside", "{\"url\": \"http://10.255.255.1/x\"}");
    assertThat(refused.wrongFields()).containsExactly("url");

    // As if the address had been listed when it was saved.
    put(OF_ESOP + "inside", "{'url': 'http://hooks.invalid/x'}");
    jdbc.sql("update answer_subscription set url = 'http://10.255.255.1/x' where code = 'inside'")
        .update();
    administrator.post(OF_ESOP + "inside/test", "");

    await().until(() -> deliveries("inside", "WAITING").getFirst().has("reason"));
    assertThat(deliveries("inside", "WAITING").getFirst().at("/reason/code").asString())
        .isEqualTo("PRIVATE_TARGET");
    unsubscribe("inside");
  }

  // --- at least once ---

  @Test
  void what_a_process_that_died_had_taken_is_delivered_by_another() {
    listener.answers("orphan", 503);
    subscribe("orphan", ", 'types': ['dev.herald.message.sent']");
    UUID message = send("esop", "note", "orphan");
    await().until(() -> !deliveries("orphan", "WAITING").isEmpty());
    await().until(() -> deliveries("orphan", "WAITING").getFirst().has("reason"));
    listener.answers("orphan", 200);

    // Taken by one that is never heard of again: what it took is lent for a time, and not given.
    jdbc.sql(
            """
            update answer_delivery set attempts = attempts + 1, due_at = now() + interval '1 second'
            where state = 'WAITING' and subscription_id =
              (select id from answer_subscription where code = 'orphan')
            """)
        .update();

    await().until(() -> deliveries("orphan", "DELIVERED").size() == 1);
    assertThat(about("orphan", message)).hasSizeGreaterThan(1);
    unsubscribe("orphan");
  }

  @Test
  void who_writes_after_its_loan_is_over_changes_nothing() {
    listener.answers("late", 503);
    subscribe("late", "");
    administrator.post(OF_ESOP + "late/test", "");
    await().until(() -> deliveries("late", "WAITING").getFirst().has("reason"));
    JsonNode delivery = deliveries("late", "WAITING").getFirst();
    Attempted.Due early =
        new Attempted.Due(
            UUID.fromString(delivery.path("id").asString()),
            jdbc.sql("select id from answer_subscription where code = 'late'")
                .query(UUID.class)
                .single(),
            UUID.fromString(delivery.path("event").asString()),
            0,
            0,
            null,
            new byte[0]);

    assertThat(
            deliveries.settle(
                List.of(new Attempted(early, 1, 200, null, new Attempted.Verdict.Arrived()))))
        .containsExactly(false);
    assertThat(deliveries("late", "WAITING")).hasSize(1);
    unsubscribe("late");
  }

  // --- what owners do ---

  @Test
  void a_secret_is_replaced_while_both_sign() {
    String first = subscribe("rotated", "");
    String second =
        administrator
            .post(OF_ESOP + "rotated/secret", "{\"overlap\": \"1h\"}")
            .json()
            .path("secret")
            .asString();
    Heard both = tested("rotated");
    String between =
        administrator
            .post(OF_ESOP + "rotated/secret", "{\"overlap\": \"1h\"}")
            .json()
            .path("secret")
            .asString();
    Heard three = tested("rotated");
    for (String each : List.of(first, second, between)) {
      assertThat(WebhookVerifier.of(each).verify(three.headers()::get, three.body()).id())
          .isEqualTo(three.id());
    }
    String third =
        administrator
            .post(OF_ESOP + "rotated/secret", "{\"overlap\": \"0s\"}")
            .json()
            .path("secret")
            .asString();
    Heard last = tested("rotated");

    assertThat(WebhookVerifier.of(first).verify(both.headers()::get, both.body()).body())
        .isEqualTo(WebhookVerifier.of(second).verify(both.headers()::get, both.body()).body());
    assertThat(WebhookVerifier.of(third).verify(last.headers()::get, last.body()).id())
        .isEqualTo(last.id());
    for (String ended : List.of(first, second, between)) {
      assertThatExceptionOfType(WebhookException.class)
          .as("an overlap of nothing ends those before it, too")
          .isThrownBy(() -> WebhookVerifier.of(ended).verify(last.headers()::get, last.body()));
    }
    assertThat(
            administrator.post(OF_ESOP + "rotated/secret", "{\"overlap\": \"31d\"}").wrongFields())
        .containsExactly("overlap");
    assertThat(subscription("rotated").has("secret")).isFalse();
    unsubscribe("rotated");
  }

  /** The event that a test brings. */
  private Heard tested(String code) {
    String id = administrator.post(OF_ESOP + code + "/test", "").json().path("event").asString();
    await().until(() -> listener.at(code).stream().anyMatch(each -> each.id().equals(id)));
    return listener.at(code).stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void one_that_arrived_is_replayed_under_its_id() {
    subscribe("again", "");
    Heard first = tested("again");
    await().until(() -> deliveries("again", "DELIVERED").size() == 1);
    String id = deliveries("again", "DELIVERED").getFirst().path("id").asString();

    assertThat(administrator.post(OF_ESOP + "again/deliveries/" + id + "/replay", "").status())
        .isEqualTo(202);

    await().until(() -> listener.at("again").size() == 2);
    assertThat(listener.at("again")).extracting(Heard::id).containsOnly(first.id());
    assertThat(listener.at("again")).extracting(Heard::body).containsOnly(first.body());
    unsubscribe("again");
  }

  @Test
  void a_subscription_is_refused_by_its_field_and_changed_by_who_has_seen_it() {
    assertThat(administrator.put(OF_ESOP + "wrong", "{}").wrongFields()).containsExactly("url");
    assertThat(
            administrator
                .put(
                    OF_ESOP + "wrong",
                    """
                    {"url": "https://u:p@x.example/", "types": ["nothing"],
                     "nodes": ["note", "note", "unknown"]}
                    """)
                .wrongFields())
        .containsExactly("url", "types[0]", "nodes[1]", "nodes[2]");
    subscribe("seen", "");
    assertThat(subscription("seen").path("enabled").asBoolean()).isTrue();
    Api other = administrator.asApplication("payroll");
    assertThat(other.get(OF_ESOP + "seen").status()).isEqualTo(404);
    assertThat(other.get("/v1/subscriptions").json().path("items")).isEmpty();
    unsubscribe("seen");
  }

  @Test
  void one_that_is_switched_off_by_hand_says_by_whom_and_hears_nothing() {
    subscribe("off", "");
    put(OF_ESOP + "off", "{'url': '%s', 'enabled': false}".formatted(listener.url("off")));
    subscribe("on", "");

    UUID message = send("esop", "note", "off");

    await().until(() -> typesAbout("on", message).contains("sent"));
    assertThat(subscription("off").at("/offReason/code").asString()).isEqualTo("SWITCHED_OFF");
    assertThat(listener.at("off")).isEmpty();
    assertThat(administrator.post(OF_ESOP + "off/test", "").status()).isEqualTo(409);
    unsubscribe("off");
    unsubscribe("on");
  }
}
