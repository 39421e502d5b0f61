package dev.herald.server.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What comes for one recipient within a window goes out in one message. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.url=https://herald.example.com"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  private Api administrator;
  private Api ci;

  @BeforeAll
  void thereAreNodes() {
    administrator = Api.administrator(environment);
    ci = administrator.asApplication("ci");
    made("/v1/tenants/globex", "{'name': 'Globex', 'locale': 'en', 'zone': 'Asia/Shanghai'}");
    made(
        "/v1/sources/globex-mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.globex.example', 'from':"
            + " 'a@globex.example'}}");
    node("failed", "'digest': '3s'");
    node("daily", "'digest': '09:00', 'expiry': '1h'");
    for (String one : List.of("R1", "R2")) {
      made(
          "/v1/tenants/globex/recipients/" + one,
          "{'name': 'Li', 'addresses': {'email': '%s@globex.example'}}".formatted(one));
    }
  }

  private void node(String code, String more) {
    made(
        "/v1/applications/ci/nodes/" + code,
        """
        {'name': 'Builds that failed', 'plan': 'email', 'locale': 'en', %s,
         'schema': {'type': 'object', 'properties': {'build': {'type': 'string', 'x-search': true}}, 'required': ['build']},
         'templates': [{'channel': 'email', 'content': {'subject': '{{count}} failed, last {{build}}',
           'text': '{{#items}}[{{build}}]{{/items}}'}}]}
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

  private String submitted(String node, String recipient, String build) {
    Api.Answer answer =
        ci.post(
            "/v1/messages",
            json(
                "{'node': '%s', 'tenant': 'globex', 'to': [{'recipient': '%s'}], 'data': {'build': '%s'}}"
                    .formatted(node, recipient, build)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  private JsonNode settled(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(message(id).path("state").asString()).as(id).isEqualTo(state));
    return message(id);
  }

  private static JsonNode last(JsonNode message) {
    return message.path("trace").valueStream().toList().getLast();
  }

  @Test
  void whatComesForOneRecipientWithinTheWindowGoesOutInOneMessage() {
    List<String> members =
        IntStream.rangeClosed(1, 3).mapToObj(i -> submitted("failed", "R1", "b" + i)).toList();
    String ofAnother = submitted("failed", "R2", "x");
    assertThat(message(members.getFirst()).at("/standing/code").asString())
        .isEqualTo("IS_SCHEDULED");

    List<String> digests =
        members.stream()
            .map(id -> last(settled(id, "DIGESTED")))
            .map(step -> {
              assertThat(step.path("code").asString()).isEqualTo("WENT_IN_DIGEST");
              return step.at("/parameters/message").asString();
            })
            .distinct()
            .toList();
    assertThat(digests).hasSize(1);
    JsonNode digest = settled(digests.getFirst(), "SENT");

    assertThat(digest.at("/origin/kind").asString()).isEqualTo("DIGEST");
    assertThat(digest.path("trace").valueStream())
        .anySatisfy(step -> {
          assertThat(step.path("code").asString()).isEqualTo("GATHERS_MESSAGES");
          assertThat(step.at("/parameters/messages").valueStream().map(JsonNode::asString))
              .containsExactlyElementsOf(members);
        });
    assertThat(
            administrator
                .get("/sandbox/outbox?messageId=" + digests.getFirst())
                .json()
                .at("/0/raw")
                .asString())
        .contains("3 failed, last b3")
        .contains("[b1][b2][b3]");
    assertThat(last(settled(ofAnother, "DIGESTED")).at("/parameters/message").asString())
        .isNotEqualTo(digests.getFirst());
    JsonNode why = administrator.get("/v1/messages/" + members.getFirst() + "/diagnosis").json();
    assertThat(why.toString()).contains("IN_DIGEST");
    Api.Answer resend =
        administrator.post("/v1/messages/" + members.getFirst() + "/resend", json("{}"));
    assertThat(resend.status()).isEqualTo(409);
    assertThat(resend.json().path("code").asString()).isEqualTo("MESSAGE_IN_DIGEST");
  }

  @Test
  void aDigestMayWaitForATimeOnTheRecipientsClockAndWhatIsCalledOffIsNotInIt() {
    String id = submitted("daily", "R1", "b1");
    JsonNode waiting = message(id);
    Instant at = Instant.parse(waiting.path("dueAt").asString());
    assertThat(at.atZone(ZoneId.of("Asia/Shanghai")).toLocalTime()).hasToString("09:00");
    assertThat(at).isAfter(Instant.now());

    assertThat(
            administrator
                .post(
                    "/v1/messages/" + id + "/reschedule",
                    json("{'at': '%s'}".formatted(Instant.now())))
                .status())
        .isEqualTo(200);
    String digest = last(settled(id, "DIGESTED")).at("/parameters/message").asString();
    settled(digest, "SENT");

    String called = submitted("daily", "R1", "b2");
    assertThat(administrator.post("/v1/messages/" + called + "/cancel", json("{}")).status())
        .isEqualTo(200);
    settled(called, "CANCELLED");
  }

  @Test
  void aTimeThatIsNoneIsNamed() {
    Api.Answer answer =
        administrator.put(
            "/v1/applications/ci/nodes/wrong",
            json("{'name': 'W', 'plan': 'email', 'locale': 'en', 'digest': '25:00'}"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.toString()).contains("digest").contains("DIGEST_INVALID");
  }
}
