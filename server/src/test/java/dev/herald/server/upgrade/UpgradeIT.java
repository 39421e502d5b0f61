package dev.herald.server.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldApplication;
import dev.herald.server.MainJob;
import dev.herald.server.TestDatabase;
import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Starts on what a server of 1 December 2026 left (its last migration is 31): {@code
 * examples/esop.yaml}, a message that was sent, one that failed, one that waits in a paused lane,
 * and somebody who is signed in. {@link EarlierData} writes such data from a running server's
 * database; the folder {@code home} is what it keeps beside it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {
  private static final Path LEFT = Path.of("src", "test", "resources", "upgrade");
  private static final String KEY = "hk_jgHr1GNF1dsr_QYR3420X4E3DaEbwQXaW6I65qAf23CaWbzJTa1kUrOk";
  private static final String SENT = "01a23b17-52a6-7161-9896-b63741ecbff7";
  private static final String FAILED = "01a23b17-52c6-7a0d-8911-4d4a607630b3";
  private static final String WAITING = "01a23b17-6aa3-78e0-9917-ecdfac8e3d0f";

  private ConfigurableApplicationContext server;
  private Api administrator;
  private Api esop;

  @BeforeAll
  void theNewVersionStartsOnWhatTheOldOneLeft() throws IOException, SQLException {
    TestDatabase database = EarlierData.restored(LEFT.resolve("data.sql.gz"));
    Path home = home();
    List<String> options = new ArrayList<>(database.options());
    options.addAll(
        List.of(
            "--server.port=0",
            "--herald.sandbox=true",
            "--herald.sandbox-receipts=false",
            // What the old one left stays, whenever this runs.
            "--herald.retention.messages=36500d",
            "--herald.retention.idempotency-keys=36500d",
            "--herald.home=" + home));
    server =
        new SpringApplicationBuilder(HeraldApplication.class).run(options.toArray(String[]::new));
    String port = server.getEnvironment().getProperty("local.server.port");
    administrator =
        new Api(
            URI.create("http://127.0.0.1:" + port),
            Files.readString(home.resolve("admin.key")).strip());
    esop = administrator.with(KEY);
  }

  private static Path home() throws IOException {
    Path home = TestPostgres.folder();
    try (Stream<Path> files = Files.list(LEFT.resolve("home"))) {
      for (Path file : files.toList()) {
        Path copied = Files.copy(file, home.resolve(file.getFileName()));
        Files.setPosixFilePermissions(copied, PosixFilePermissions.fromString("rw-------"));
      }
    }
    return home;
  }

  @AfterAll
  void end() {
    server.close();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  @Test
  @Order(1)
  void messages_are_found_and_explained() {
    assertThat(
            administrator
                .get("/v1/find?q=13812345678")
                .json()
                .at("/messages")
                .findValuesAsString("id"))
        .contains(SENT);
    JsonNode failed = message(FAILED);
    assertThat(failed.path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.path("trace")).isNotEmpty();
    assertThat(failed.toString()).contains("FailedOperation.PhoneNumberInBlacklist");
    assertThat(administrator.get("/v1/messages/" + SENT + "/content").text()).contains("方伟");
  }

  @Test
  @Order(2)
  void what_waits_is_sent_once_its_lane_goes_on() {
    assertThat(message(WAITING).path("state").asString()).isEqualTo("PENDING");
    assertThat(administrator.post("/v1/lanes/normal/resume", "{}").status()).isLessThan(300);

    await().until(() -> message(WAITING).path("state").asString().equals("SENT"));
  }

  @Test
  @Order(3)
  void a_repeat_gets_its_first_answer_by_the_old_key() {
    Api.Answer repeat =
        esop.send(
            HttpRequest.newBuilder(esop.base().resolve("/v1/messages"))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "before-1")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"node": "grant.vested", "tenant": "hengtong", "channels": ["sms"],
                         "to": [{"sms": "+8613812345678"}],
                         "data": {"name": "方伟", "grant": "G-1", "shares": 12000, "price": 1.5,
                                  "currency": "CNY", "vestedOn": "2026-11-01"}}
                        """))
                .build());

    assertThat(repeat.status()).as(repeat.toString()).isEqualTo(202);
    assertThat(repeat.json().at("/messages/0/id").asString()).isEqualTo(SENT);
  }

  @Test
  @Order(4)
  void the_main_job_is_done_with_its_templates_and_sources() {
    MainJob.sends(esop);
  }

  @Test
  @Order(5)
  void people_sign_in_and_the_audit_log_is_whole() {
    Browser person = new Browser(administrator);
    assertThat(person.signIn("liu.ops", "grant vests at noon").status()).isEqualTo(200);
    assertThat(person.session().at("/user/name").asString()).isEqualTo("liu.ops");

    JsonNode verified = administrator.get("/v1/audit/verification").json();
    assertThat(verified.path("intact").asBoolean()).as(verified.toString()).isTrue();
  }
}
