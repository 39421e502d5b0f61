package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldProcess;
import dev.herald.server.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a new user meets, on the jar that is shipped, from an empty folder to the last line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedServerIT {
  private static final Path CONFIGURATION = Path.of("..", "examples", "esop.yaml");
  private static final Duration SOON = Patience.SOON;
  private static final String PHONE = "+8613812345678";
  private static final String EMAIL = "wei.fang@hengtong.example";
  private static final String CODE = "483920";
  private static final String NOTICE =
      """
      {"node": "grant.vested", "tenant": "hengtong", "channels": ["%s"], "to": [{"%s": "%s"}],
       "data": {"name": "方伟", "grant": "G-1", "shares": 12000, "price": 1.5, "currency": "CNY",
                "vestedOn": "2026-11-01"}}
      """;

  @TempDir static Path folder;
  private HeraldProcess server;
  private Api esop;

  @BeforeAll
  void anEmptyFolderBecomesARunningServer() {
    server =
        new HeraldProcess(
            folder.resolve("home"),
            "--herald.sandbox=true",
            // A call that a busy machine answers late is repeated, and may have been received.
            "--herald.connectors.deadline=40s",
            "--herald.lease=60s");
    server.start();
    apply();
    esop = server.anonymous().with(newKey());
  }

  @AfterAll
  void end() {
    server.close();
  }

  private HeraldProcess.Ended apply() {
    HeraldProcess.Ended applied = server.command("apply", CONFIGURATION.toString(), "--yes");
    assertThat(applied.status()).as(applied.output()).isZero();
    return applied;
  }

  private String newKey() {
    Api.Answer made = server.administrator().post("/v1/applications/esop/keys", "");
    return made.json().path("key").asString();
  }

  private String submitted(String json) {
    Api.Answer answer = esop.post("/v1/messages", json);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private JsonNode sent(String id) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(message(id).path("state").asString()).isIn("SENT", "DELIVERED"));
    return message(id);
  }

  private JsonNode message(String id) {
    return esop.get("/v1/messages/" + id).json();
  }

  private JsonNode outbox(String id) {
    return server.administrator().get("/sandbox/outbox?messageId=" + id).json();
  }

  @Test
  void the_administrator_key_is_for_its_owner_only_and_not_in_the_log() throws IOException {
    Path file = folder.resolve("home").resolve("admin.key");

    assertThat(server.log())
        .contains(file.toString())
        .doesNotContain(Files.readString(file).strip());
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void the_link_for_the_first_administrator_is_shown_until_it_was_used() throws IOException {
    Path file = folder.resolve("home").resolve("setup.link");
    String link = Files.readString(file).strip();
    assertThat(server.command("welcome").output()).contains(link);

    Browser browser = new Browser(server.anonymous());
    String setup =
        """
        {"token": "%s", "name": "han", "displayName": "Han", "password": "copper lantern drifting"}
        """
            .formatted(link.substring(link.indexOf('=') + 1));
    assertThat(browser.post("/v1/session/setup", setup).status()).isEqualTo(200);

    assertThat(server.command("welcome").output()).contains("Herald runs").doesNotContain("setup");
    assertThat(browser.post("/v1/session/setup", setup).status()).isEqualTo(401);
  }

  @Test
  void the_audit_log_is_verified_from_the_command_line() {
    HeraldProcess.Ended verified = server.command("audit", "verify");

    assertThat(verified.status()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("every one as it was written");
    HeraldProcess.Ended missed =
        server.command("audit", "verify", "--anchor", "999999:" + "0".repeat(64));
    assertThat(missed.status()).isEqualTo(1);
    assertThat(missed.output()).contains("is missing: the log was longer before");
  }

  @Test
  void nothing_but_health_answers_without_a_key() {
    Api anybody = server.anonymous();

    assertThat(anybody.get("/actuator/health").status()).isEqualTo(200);
    assertThat(
            List.of(
                "/v1/messages",
                "/v1/applications",
                "/docs",
                "/docs/openapi.json",
                "/sandbox/outbox",
                "/actuator",
                "/actuator/env",
                "/error",
                "/nothing"))
        .allSatisfy(path -> assertThat(anybody.get(path).status()).as(path).isEqualTo(401));
    assertThat(anybody.with("no-key").get("/v1/messages").status()).isEqualTo(401);
    assertThat(anybody.post("/v1/messages", "{}").status()).isEqualTo(401);
  }

  @Test
  void the_api_describes_itself_to_whoever_has_a_key() {
    JsonNode paths = esop.get("/docs/openapi.json").json().path("paths");

    assertThat(paths.propertyNames())
        .contains(
            "/v1/messages", "/v1/messages/bulk", "/v1/messages/{id}", "/v1/messages/{id}/resend");
  }

  @Test
  void a_configuration_that_is_applied_again_changes_nothing() {
    HeraldProcess.Ended again = apply();

    assertThat(again.output()).doesNotContain("created", "updated");
  }

  @Test
  void a_notice_is_sent_traced_and_sent_again() {
    String id = submitted(NOTICE.formatted("email", "email", EMAIL));

    assertThat(sent(id).at("/trace/1/attempt/outcome").asString()).isEqualTo("ACCEPTED");
    assertThat(outbox(id)).hasSize(1);
    assertThat(outbox(id).toString()).contains("您的 12,000 股已归属");

    Api.Answer resent = esop.post("/v1/messages/%s/resend".formatted(id), "");
    assertThat(resent.status()).as(resent.toString()).isEqualTo(202);
    String again = resent.json().at("/messages/0/id").asString();
    assertThat(sent(again).at("/origin/id").asString()).isEqualTo(id);
    assertThat(outbox(again)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.herald.e2e.UglyRequest#all")
  void ugly_requests_are_refused_in_words(UglyRequest ugly) {
    Api.Answer answer = esop.send(ugly.method(), ugly.path(), ugly.body(), ugly.type());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(ugly.status());
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(answer.json().path("detail").asString("")).isNotBlank();
    if (ugly.status() == 422) {
      assertThat(answer.json().path("errors"))
          .isNotEmpty()
          .allSatisfy(error -> assertThat(error.path("code").asString("")).isNotBlank());
    }
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void all_of_a_demo_is_sent_once_and_the_summary_is_the_last_line() {
    HeraldProcess.Ended first = server.command("demo", "--burst", "300", "--json", "--exit");

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.result().lines()).hasSize(1);
    JsonNode summary = JsonMapper.shared().readTree(first.result());
    assertThat(summary.path("accepted").asInt()).isEqualTo(300);
    assertThat(summary.path("sent").asInt()).isEqualTo(300);
    assertThat(summary.path("failed").asInt(-1)).isZero();
    assertThat(summary.path("lost").asInt(-1)).isZero();
    assertThat(summary.path("doubled").asInt(-1)).isZero();
    assertThat(summary.path("retries").asInt()).isPositive();
    assertThat(summary.at("/byChannel/infoflow/sent").asInt()).isEqualTo(15);
    assertThat(summary.path("byChannel").valueStream().toList())
        .hasSizeGreaterThanOrEqualTo(12)
        .allSatisfy(channel -> assertThat(channel.path("sent").asInt()).isPositive());
    assertThat(summary.path("delivered").asInt()).as("by reports").isPositive();
    assertThat(summary.path("recalled").asInt()).isEqualTo(1);

    HeraldProcess.Ended again = server.command("demo", "--burst", "100", "--faults");
    assertThat(again.status())
        .as(
            "a second one on the same server, with failures that were asked for:\n"
                + again.output())
        .isZero();
    assertThat(again.result()).contains("恒通科技", "no such mailbox", "./herald stop");
    assertThat(again.result())
        .containsSubsequence("refuses the account of northwind-sms", "Fires", "Resolved");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void it_stops_in_good_order_loses_nothing_and_its_log_tells_no_secrets() {
    String sms = submitted(NOTICE.formatted("sms", "phone", PHONE));
    String code =
        submitted(
            """
            {"node": "login.code", "tenant": "hengtong", "to": [{"phone": "%s"}],
             "data": {"code": "%s"}}
            """
                .formatted(PHONE, CODE));

    assertThat(server.stop(SOON)).isEqualTo(143);
    server.start();
    esop = server.anonymous().with(esop.key());

    assertThat(sent(sms).path("destination").asString()).doesNotContain("12345");
    assertThat(sent(code).toString()).doesNotContain(CODE);
    assertThat(server.log())
        .doesNotContain(
            PHONE, PHONE.substring(3), EMAIL, CODE, esop.key(), "sandbox-hengtong", "方伟", "G-1");
  }
}
