package dev.herald.example.esop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The application as a process, on PostgreSQL, beside a packaged Herald in sandbox mode. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EsopAppIT {
  private static final String DATABASE = "grants";

  @TempDir static Path folder;
  private HeraldProcess herald;
  private String key;
  private EsopProcess esop;

  @BeforeAll
  void start() throws SQLException {
    herald = new HeraldProcess(folder.resolve("herald"), "--herald.sandbox=true");
    herald.start();
    HeraldProcess.Ended applied = herald.command("apply", "esop.yaml", "--yes");
    assertThat(applied.status()).as(applied.output()).isZero();
    key =
        herald.administrator().post("/v1/applications/esop/keys", "").json().path("key").asString();
    EmbeddedPostgres postgres = TestPostgres.running();
    try (var connection =
        DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())) {
      connection.createStatement().execute("create database " + DATABASE);
    }
    esop = application();
  }

  @AfterAll
  void end() {
    esop.close();
    herald.close();
  }

  private EsopProcess application() {
    EmbeddedPostgres postgres = TestPostgres.running();
    return new EsopProcess(
        folder,
        "--spring.datasource.url=" + postgres.url(DATABASE),
        "--spring.datasource.username=" + postgres.user(),
        "--spring.datasource.password=" + postgres.password(),
        "--herald.client.url=" + herald.anonymous().base(),
        "--herald.client.key=" + key);
  }

  private void grant(String id, long shares, String on) {
    Api.Answer added =
        esop.api.post(
            "/grants",
            """
            {"id": "%s", "tenant": "hengtong", "employee": "E1001", "name": "韩梅梅",
             "shares": %d, "price": 1.5, "currency": "CNY", "vestsOn": "%s"}
            """
                .formatted(id, shares, on));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
  }

  private JsonNode vest(String on) {
    Api.Answer vested = esop.api.post("/vestings?on=" + on, "");
    assertThat(vested.status()).as(vested.toString()).isEqualTo(200);
    return vested.json();
  }

  private List<JsonNode> notices(String grant) {
    return esop.api.get("/grants/%s/notices".formatted(grant)).json().valueStream().toList();
  }

  private boolean isMailed(String grant) {
    return notices(grant).stream()
        .anyMatch(notice ->
            notice.path("channel").asString().equals("email")
                && notice.path("state").asString().equals("SENT"));
  }

  @Test
  void who_owns_a_grant_that_vests_is_told_by_every_channel() {
    grant("G-1", 12_000, "2026-11-01");

    assertThat(vest("2026-11-01").path("vested").valueStream().map(JsonNode::asString))
        .containsExactly("G-1");

    await().until(() -> isMailed("G-1"));
    assertThat(notices("G-1")).hasSize(6);
    JsonNode outbox = herald.administrator().get("/sandbox/outbox?channel=email").json();
    assertThat(outbox.toString()).contains("您的 12,000 股已归属");
    assertThat(vest("2026-11-01").path("vested")).as("it vests once").isEmpty();
    assertThat(esop.api.get("/actuator/health").text()).contains("\"herald\"", "\"parked\":0");
  }

  @Test
  void of_a_vesting_that_fails_nobody_hears() {
    grant("G-2", 999_999_999, "2026-10-01");
    grant("G-3", 1, "2026-10-02");

    JsonNode result = vest("2026-10-02");
    assertThat(result.path("refused").valueStream().map(JsonNode::asString)).contains("G-2");
    assertThat(result.path("vested").valueStream().map(JsonNode::asString)).contains("G-3");

    await().until(() -> isMailed("G-3"));
    assertThat(notices("G-2")).isEmpty();
  }

  @Test
  void neither_a_herald_that_is_away_nor_a_kill_loses_or_doubles_a_notice() {
    herald.kill();
    List<String> ids = IntStream.range(100, 108).mapToObj(n -> "G-" + n).toList();
    ids.forEach(id -> grant(id, 10, "2026-09-01"));
    assertThat(vest("2026-09-01").path("vested").valueStream().map(JsonNode::asString))
        .containsAll(ids);
    esop.kill();

    herald.start();
    esop = application();

    await().until(() -> ids.stream().allMatch(this::isMailed));
    assertThat(ids).allSatisfy(id -> assertThat(notices(id)).hasSize(6));
    assertThat(esop.said()).doesNotContain(key, "韩梅梅");
  }
}
