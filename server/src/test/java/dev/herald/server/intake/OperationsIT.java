package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What people who run Herald do with it. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.retry.attempts=1"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
  private static final Duration SOON = Patience.SOON;

  /** At one a second. */
  private static final int MINUTES_WORTH = 60;

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
  }

  private void awaitState(String id, String state) {
    await().atMost(SOON).until(() -> company.state(id).equals(state));
  }

  private String mail(String node, String address, String more) {
    return company.submitted(
        "{node: %s, tenant: acme, to: [{email: %s}], data: {name: A}%s}"
            .formatted(node, address, more));
  }

  @Test
  void whatFailedIsResentOnceAndNeverWhatWasSent() {
    String node = "exercise.reminder";
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.BUSY)).provider("smtp"));
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      failed.add(mail(node, "many%d@acme.example".formatted(i), ""));
    }
    failed.forEach(id -> awaitState(id, "FAILED"));
    sandbox.rules().clear();
    String sent = mail(node, "many9@acme.example", "");
    awaitState(sent, "SENT");
    assertThat(company.esop.post("/v1/messages/" + failed.getFirst() + "/resend", "").status())
        .isEqualTo(202);
    String order =
        "{\"filter\": {\"application\": \"esop\", \"node\": \"%s\"}, \"perSecond\": 100}"
            .formatted(node);

    JsonNode preview = administrator.post("/v1/resends/preview", order).json();
    assertThat(preview.path("count").asInt()).as(preview.toString()).isEqualTo(2);
    assertThat(preview.at("/leftOut/resentBefore").asInt()).isEqualTo(1);
    assertThat(preview.at("/byChannel/email").asInt()).isEqualTo(2);

    Api.Answer made = administrator.post("/v1/resends", order);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String job = "/v1/resends/" + made.json().path("id").asString();
    await()
        .atMost(SOON)
        .until(() -> administrator.get(job).json().path("state").asString().equals("DONE"));
    JsonNode done = administrator.get(job).json();
    assertThat(done.path("resent").asInt()).as(done.toString()).isEqualTo(2);
    assertThat(done.at("/leftOut/alreadySent").asInt()).isGreaterThanOrEqualTo(1);
    JsonNode trace = company.message(failed.getLast()).path("trace");
    assertThat(trace.get(trace.size() - 1).path("by").asString()).contains(", job ");
    assertThat(administrator.post("/v1/resends/preview", order).json().path("count").asInt())
        .isZero();
  }

  @Test
  void aFilterOfNullsAloneIsNoFilter() {
    for (String path : List.of("/v1/resends", "/v1/resends/preview")) {
      assertThat(administrator.post(path, "{\"filter\": {\"tenant\": null}}").text())
          .contains("\"status\":422", "\"field\":\"filter\"");
    }
  }

  @Test
  void aRowThatDoesNotOpenHindersNoOther() {
    String far = ", at: '%s'".formatted(Instant.now().plus(100, ChronoUnit.DAYS));
    String changed = mail("grant.vested", "changed@acme.example", far + ", channels: [email]");
    String good = mail("grant.vested", "good@acme.example", far + ", channels: [email]");
    UUID before =
        jdbc.sql("select node_id from message where id = cast(? as uuid)")
            .param(changed)
            .query(UUID.class)
            .single();
    give(
        changed,
        jdbc.sql("select id from node where code = 'exercise.reminder'")
            .query(UUID.class)
            .single());

    jdbc.sql("update task set due_at = now()").update();
    awaitState(good, "SENT");

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(company.message(changed).at("/standing/parameters/why/code").asString())
                .isEqualTo("DOES_NOT_OPEN"));
    assertThat(administrator.get("/v1/messages").status()).isEqualTo(200);
    assertThat(administrator.get("/v1/messages/" + changed + "/content").status()).isEqualTo(409);
    assertThat(company.esop.post("/v1/messages/" + changed + "/resend", "").status())
        .isEqualTo(409);

    give(changed, before);
    jdbc.sql("update task set due_at = now()").update();
    awaitState(changed, "SENT");
  }

  private void give(String message, UUID node) {
    jdbc.sql("update message set node_id = ? where id = cast(? as uuid)")
        .params(node, message)
        .update();
  }

  @Test
  void aResendJobThatIsStoppedSendsNoMore() {
    sandbox
        .rules()
        .add(Rule.that(new Effect.Refuse(Reason.CONTENT)).destination("stop@acme.example"));
    List<String> failed =
        Stream.generate(() -> mail("grant.vested", "stop@acme.example", ", channels: [email]"))
            .limit(MINUTES_WORTH)
            .toList();
    failed.forEach(id -> awaitState(id, "FAILED"));
    String job =
        administrator
            .post(
                "/v1/resends",
                "{\"filter\": {\"destination\": \"stop@acme.example\"}, \"perSecond\": 1}")
            .json()
            .path("id")
            .asString();
    await()
        .atMost(SOON)
        .until(() -> administrator.get("/v1/resends/" + job).json().path("resent").asInt() > 0);

    JsonNode stopped = administrator.post("/v1/resends/" + job + "/stop", "").json();

    assertThat(stopped.path("state").asString()).isEqualTo("STOPPED");
    assertThat(stopped.path("resent").asInt()).isLessThan(MINUTES_WORTH);
    sandbox.rules().clear();
  }

  @Test
  void everythingIsNeverResentByMistake() {
    assertThat(administrator.post("/v1/resends", "{}").wrongFields()).containsExactly("filter");
    assertThat(
            administrator
                .post("/v1/resends", "{\"filter\": {\"state\": \"FAILED\"}, \"perSecond\": 0}")
                .wrongFields())
        .containsExactly("perSecond");
  }

  @Test
  void messagesOfAPausedNodeWaitAndGoWhenItIsResumed() {
    String pause = "/v1/applications/esop/nodes/team";
    Api.Answer paused = administrator.post(pause + "/pause", "{\"reason\": \"wrong text\"}");
    assertThat(paused.json().path("paused").asBoolean()).as(paused.toString()).isTrue();

    String id =
        company.submitted(
            "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: Held, shares: 1}}");

    await()
        .atMost(SOON)
        .until(() ->
            company
                .message(id)
                .at("/standing/parameters/why/parameters/reason")
                .asString()
                .equals("wrong text"));
    assertThat(company.state(id)).isEqualTo("PENDING");
    assertThat(company.message(id).path("attempts").asInt()).isZero();
    assertThat(administrator.get("/v1/messages?state=PENDING").json().path("items").toString())
        .contains("node esop/team is paused by administrator");
    assertThat(administrator.get("/v1/pauses").text()).contains("esop/team");
    administrator.post(pause + "/resume", "");
    awaitState(id, "SENT");
  }

  @Test
  void messagesOfAPausedSourceWaitAndGoWhenItIsResumed() {
    administrator.post("/v1/sources/sms/pause", Company.json("{reason: the provider is moving}"));
    await()
        .atMost(SOON)
        .until(() -> administrator.get("/v1/pauses").text().contains("the provider is moving"));
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{phone: '13700137000'}], data: {name: Held}}");

    await()
        .atMost(SOON)
        .until(() ->
            company
                .message(id)
                .at("/standing/parameters/why/code")
                .asString()
                .equals("SOURCES_PAUSED"));
    assertThat(company.message(id).path("standing").toString())
        .contains("administrator", "the provider is moving");
    assertThat(
            administrator
                .post("/v1/sources/sms/pause", Company.json("{reason: it has moved}"))
                .json()
                .path("by")
                .asString())
        .isEqualTo("administrator");
    administrator.post("/v1/sources/sms/resume", "");
    assertThat(administrator.get("/v1/pauses").text()).doesNotContain("it has moved");
    awaitState(id, "SENT");
  }

  @Test
  void aMessageExpiresInAPausedLaneWhenItWould() {
    administrator.post("/v1/lanes/critical/pause", "");
    String id =
        company.submitted(
            """
            {node: login.code, tenant: acme, to: [{phone: '13700137001'}], data: {name: Held},
             expiresIn: 2s}
            """);

    awaitState(id, "EXPIRED");
    administrator.post("/v1/lanes/critical/resume", "");
    assertThat(administrator.post("/v1/lanes/fast/pause", "").status()).isEqualTo(404);
  }

  @Test
  void theOverviewCountsWhatHappened() {
    String id = mail("once", "overview@acme.example", "");
    awaitState(id, "SENT");

    await()
        .atMost(SOON)
        .until(() -> administrator.get("/v1/overview").json().at("/totals/sent").asInt() > 0);
    JsonNode overview = administrator.get("/v1/overview?window=1h").json();

    assertThat(overview.path("series")).hasSize(60);
    assertThat(overview.at("/totals/accepted").asInt()).isPositive();
    JsonNode normal =
        overview
            .path("lanes")
            .valueStream()
            .filter(lane -> lane.path("lane").asString().equals("normal"))
            .findFirst()
            .orElseThrow();
    assertThat(normal.path("p50Millis").asLong()).as(overview.toString()).isPositive();
    assertThat(overview.path("sources").toString()).contains("\"code\":\"mail\"");
    assertThat(administrator.get("/v1/overview?window=24h").json().path("series")).hasSize(96);
    assertThat(administrator.get("/v1/overview?window=7d").json().path("series")).hasSize(84);
    assertThat(administrator.get("/v1/overview?window=1y").status()).isEqualTo(422);
    assertThat(overview.at("/sources/0").has("waiting")).isTrue();
    for (String by : List.of("APPLICATION", "NODE", "TENANT", "CHANNEL", "SOURCE", "REASON")) {
      JsonNode business =
          administrator.get("/v1/overview/business?zone=Asia/Shanghai&by=" + by).json();
      assertThat(business.at("/all/today/accepted").asInt()).as(by + business).isPositive();
    }
    JsonNode esop = administrator.get("/v1/overview/business").json().at("/of/0");
    assertThat(esop.path("key").asString()).isEqualTo("esop");
    assertThat(esop.path("owner").asString()).isEqualTo("Li Lei");
    assertThat(administrator.get("/v1/overview/business?zone=Nowhere").wrongFields())
        .containsExactly("zone");
  }

  @Test
  void theSystemNamesItsProcessesItsJobsAndItsStorage() {
    JsonNode system = administrator.get("/v1/system").json();

    assertThat(system.at("/processes/0/alive").asBoolean()).as(system.toString()).isTrue();
    assertThat(system.at("/database/bytes").asLong()).isPositive();
    assertThat(system.path("partitions")).isNotEmpty();
    assertThat(system.path("jobs").valueStream().map(job -> job.path("name").asString()))
        .contains("make-partitions", "drop-old-messages", "end-sessions");
    assertThat(system.path("waiting").path("count").isNumber()).isTrue();
  }

  @Test
  void onlyWhatNothingBelongsToCanBeDeleted() {
    company.put("/v1/tenants/brief", "{name: Brief, locale: en, zone: UTC}");
    administrator.asApplication("brief");
    company.put("/v1/applications/brief/nodes/n", "{name: N, plan: email, locale: en}");
    company.put(
        "/v1/sources/brief",
        "{connector: dingtalk-robot, tenant: brief, settings: {token: t, secret: SECx}}");

    assertThat(administrator.delete("/v1/tenants/brief").status()).isEqualTo(409);
    assertThat(administrator.delete("/v1/sources/brief").status()).isEqualTo(409);
    administrator.post("/v1/sources/brief/pause", "");
    assertThat(administrator.delete("/v1/sources/brief").status()).isEqualTo(204);
    assertThat(administrator.delete("/v1/tenants/brief").status()).isEqualTo(204);
    assertThat(administrator.get("/v1/tenants/brief").status()).isEqualTo(404);

    assertThat(administrator.delete("/v1/applications/brief").text()).contains("nodes");
    assertThat(administrator.delete("/v1/applications/brief/nodes/n").status()).isEqualTo(204);
    assertThat(administrator.delete("/v1/applications/brief").text()).contains("keys");
    assertThat(administrator.delete("/v1/tenants/acme").status()).isEqualTo(409);
  }
}
