package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.MainJob;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program of now on what an earlier one left: the schema of migration 56, made by the same
 * migrations, and the rows and the vault key of a server that had that schema, as kept in {@code
 * before/}. That server sent what it was asked to, and then ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {
  private static final Path BEFORE = Path.of("src", "test", "resources", "before");
  private static final String SCHEMA = "56";

  @TempDir static Path folder;
  private HeraldProcess server;

  @BeforeAll
  void theNewProgramStartsOnOldData() throws Exception {
    EmbeddedPostgres postgres = TestPostgres.running();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database before");
    }
    Flyway.configure()
        .dataSource(postgres.url("before"), postgres.user(), postgres.password())
        .target(SCHEMA)
        .load()
        .migrate();
    try (Connection connection =
        DriverManager.getConnection(postgres.url("before"), postgres.user(), postgres.password())) {
      restore(connection);
    }
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.copy(BEFORE.resolve("vault.key"), home.resolve("vault.key"));
    server =
        new HeraldProcess(
            home,
            "--herald.sandbox=true",
            // What was kept gets older than messages are kept.
            "--herald.retention.messages=36500d",
            "--spring.datasource.url=" + postgres.url("before"),
            "--spring.datasource.username=" + postgres.user(),
            "--spring.datasource.password=" + postgres.password());
    server.start();
  }

  /** Rows refer to each other, so they go in as often as it takes. */
  private static void restore(Connection connection) throws Exception {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      List<String> waiting = new ArrayList<>(Files.readAllLines(BEFORE.resolve("partitions.sql")));
      waiting.addAll(Files.readAllLines(BEFORE.resolve("rows.sql")));
      while (!waiting.isEmpty()) {
        List<String> refused = new ArrayList<>();
        for (String sql : waiting) {
          Savepoint before = connection.setSavepoint();
          try {
            statement.execute(sql);
          } catch (SQLException failure) {
            connection.rollback(before);
            refused.add(sql);
            if (refused.size() == waiting.size()) {
              throw failure;
            }
          }
        }
        waiting = refused;
      }
    }
    connection.commit();
  }

  @AfterAll
  void end() {
    server.close();
  }

  private Api application() throws Exception {
    return server.anonymous().with(Files.readString(BEFORE.resolve("application.key")).strip());
  }

  @Test
  void whatWasSentBeforeIsReadAndFound() throws Exception {
    JsonNode before = JsonMapper.shared().readTree(BEFORE.resolve("message.json").toFile());
    String id = before.path("id").asString();
    JsonNode now = application().get("/v1/messages/" + id).json();
    for (String part : List.of("state", "channel", "destination", "node", "tenant")) {
      assertThat(now.path(part)).as(part).isEqualTo(before.path(part));
    }
    assertThat(now.path("trace").size()).isEqualTo(before.path("trace").size());
    assertThat(
            application()
                .get("/v1/messages?destination=13812345678")
                .json()
                .path("messages")
                .valueStream()
                .map(message -> message.path("id").asString()))
        .contains(id);
  }

  @Test
  void anApplicationSendsWithItsKeyOfBefore() throws Exception {
    MainJob.sends(application());
  }
}
