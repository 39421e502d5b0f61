package dev.herald.server.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Without news of a message in time it goes by the next channel, too. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.url=https://herald.example.com"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscalationsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  @Autowired TraceAppender trace;
  @Autowired JdbcClient jdbc;
  private Api administrator;
  private Api ops;

  @BeforeAll
  void thereAreNodes() {
    administrator = Api.administrator(environment);
    ops = administrator.asApplication("ops");
    made("/v1/tenants/initech", "{'name': 'Initech', 'locale': 'en', 'zone': 'Asia/Shanghai'}");
    made(
        "/v1/sources/initech-mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.initech.example', 'from':"
            + " 'a@initech.example'}}");
    made(
        "/v1/sources/initech-sms",
        """
        {'connector': 'tencent-sms', 'settings': {'secretId': 'AKIDsandbox', 'secretKey': 'key',
          'appId': '1400000001', 'signName': 'Initech'}}
        """);
    node("outage", "'escalateAfter': '2s'");
    node("storm", "'escalateAfter': '1h'");
    made(
        "/v1/tenants/initech/recipients/P1",
        "{'name': 'Li', 'addresses': {'email': 'li@initech.example', 'sms': '+8613800138001'}}");
  }

  private void node(String code, String more) {
    made(
        "/v1/applications/ops/nodes/" + code,
        """
        {'name': 'Outage', 'plan': {'fallback': ['email', 'sms']}, 'locale': 'en', %s,
         'templates': [{'channel': 'email', 'content': {'subject': 'S', 'text': 'T'}},
          {'channel': 'sms', 'content': {'template': '1001', 'params': ['1']}}]}
        """
            .formatted(more));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void made(String path, String body) {
    Api.Answer answer = administrator.put(path, json(body));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private String submitted(String node) {
    return submitted(node, "P1");
  }

  private String submitted(String node, String recipient) {
    Api.Answer answer =
        ops.post(
            "/v1/messages",
            json(
                "{'node': '%s', 'tenant': 'initech', 'to': [{'recipient': '%s'}]}"
                    .formatted(node, recipient)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  private void settled(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(message(id).path("state").asString()).as(id).isEqualTo(state));
  }

  private static JsonNode last(JsonNode message) {
    return message.path("trace").valueStream().toList().getLast();
  }

  /** As a clock would that is so much further. */
  private void itsTimeHasCome(String id) {
    jdbc.sql("update escalation set due_at = now() where message_id = ?")
        .param(UUID.fromString(id))
        .update();
  }

  private int rows(String id) {
    return jdbc.sql("select count(*) from escalation where message_id = ?")
        .param(UUID.fromString(id))
        .query(Integer.class)
        .single();
  }

  @Test
  void withoutAReceiptInTimeTheNextChannelIsUsedToo() {
    String id = submitted("outage");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(last(message(id)).path("code").asString()).isEqualTo("ESCALATED"));

    JsonNode first = message(id);
    assertThat(first.path("state").asString()).isEqualTo("SENT");
    assertThat(last(first).at("/parameters/channel").asString()).isEqualTo("sms");
    String next = last(first).path("message").asString();
    settled(next, "SENT");
    assertThat(message(next).at("/origin/kind").asString()).isEqualTo("ESCALATION");
    assertThat(message(next).path("channel").asString()).isEqualTo("sms");
    JsonNode why = administrator.get("/v1/messages/" + id + "/diagnosis").json();
    assertThat(why.toString()).contains("WENT_ON_WITHOUT_NEWS").contains(next);
  }

  @Test
  void aReceiptThatComesInTimeEndsIt() {
    String id = submitted("storm");
    settled(id, "SENT");
    assertThat(rows(id)).isOne();
    trace.append(
        UUID.fromString(id),
        TraceEvent.decision(
            Instant.now(), MessageState.DELIVERED, new TraceReason.ReportedDelivered()));

    itsTimeHasCome(id);
    await().atMost(SOON).untilAsserted(() -> assertThat(rows(id)).isZero());
    assertThat(last(message(id)).path("code").asString()).isEqualTo("REPORTED_DELIVERED");
  }

  @Test
  void aPersonIsReachedInTheOrderThatItPrefers() {
    made(
        "/v1/tenants/initech/recipients/P2",
        "{'name': 'Mei', 'channels': ['sms'], 'addresses': {'email': 'm@initech.example', 'sms':"
            + " '+8613800138002'}}");
    String id = submitted("storm", "P2");
    assertThat(message(id).path("channel").asString()).isEqualTo("sms");
    settled(id, "SENT");
    itsTimeHasCome(id);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(last(message(id)).at("/parameters/channel").asString()).isEqualTo("email"));
  }

  @Test
  void whatNeedsANextChannelIsNamed() {
    Api.Answer answer =
        administrator.put(
            "/v1/applications/ops/nodes/wrong",
            json("{'name': 'W', 'plan': 'email', 'locale': 'en', 'escalateAfter': '5m'}"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.toString()).contains("ESCALATION_NEEDS_FALLBACK");
  }
}
