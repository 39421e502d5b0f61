package dev.herald.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedPostgresIT {
  private static final PostgresSettings SETTINGS = new PostgresSettings(Map.of());

  @TempDir static Path home;

  @Test
  void a_restart_finds_data_port_and_password_again() {
    String url;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(home, SETTINGS)) {
      url = first.url();
      client(first).sql("create table kept as select 42 as answer").update();
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThat(client(second).sql("select answer from kept").query(Integer.class).single())
          .isEqualTo(42);
      assertThat(second.url()).isEqualTo(url);
    }
  }

  @Test
  void it_is_durable_and_its_role_is_no_superuser() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThat(
              client(postgres)
                  .sql(
                      """
                      select current_setting('fsync') || current_setting('full_page_writes')
                          || current_setting('synchronous_commit')
                          || current_setting('listen_addresses')
                      """)
                  .query(String.class)
                  .single())
          .isEqualTo("ononon127.0.0.1");
      assertThat(client(postgres).sql("show wal_init_zero").query(String.class).single())
          .as("commits wait for zeroes")
          .isEqualTo("off");
      assertThat(
              client(postgres)
                  .sql(
                      """
                      select r.rolname || rolsuper || rolcreatedb || (r.oid = datdba)
                      from pg_roles r, pg_database
                      where r.rolname = current_user and datname = current_database()
                      """)
                  .query(String.class)
                  .single())
          .isEqualTo("heraldfalsefalsetrue");
    }
  }

  @Test
  void its_password_is_for_the_owner_alone_and_nobody_gets_in_without() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.resolve("postgres.properties"))))
          .isEqualTo("rw-------");
      assertThatThrownBy(
              () -> new DriverManagerDataSource(postgres.url(), "herald", "no").getConnection())
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(
              () -> new DriverManagerDataSource(postgres.url(), "postgres", "").getConnection())
          .hasMessageContaining("no pg_hba.conf entry");
    }
  }

  @Test
  void a_second_start_on_the_same_data_says_who_has_it() {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(home, SETTINGS))
          .isInstanceOf(PostgresFailure.class)
          .hasMessageContaining(home.getFileName().toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(client(first).sql("select 1").query(Integer.class).single()).isOne();
    }
  }

  @Test
  void settings_that_would_lose_data_are_refused() {
    PostgresSettings volatileSettings = new PostgresSettings(Map.of("fsync", "off"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(home, volatileSettings))
        .isInstanceOf(PostgresFailure.class)
        .hasMessageContaining("fsync = off");
  }

  @Test
  void a_process_id_that_belongs_to_another_now_is_left_alone() throws Exception {
    EmbeddedPostgres.start(home, SETTINGS).close();
    Files.writeString(
        home.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThat(client(postgres).sql("select 1").query(Integer.class).single()).isOne();
    }
  }

  @Test
  void a_postmaster_that_dies_is_started_again_with_all_that_was_committed() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      client(postgres).sql("create table also_kept as select 42 as answer").update();
      ProcessHandle postmaster =
          PostmasterFile.in(home.resolve("postgres"))
              .flatMap(PostmasterFile::process)
              .orElseThrow();

      postmaster.destroyForcibly();
      postmaster.onExit().join();

      await()
          .ignoreExceptions()
          .until(
              () ->
                  client(postgres)
                      .sql("select answer from also_kept")
                      .query(Integer.class)
                      .single(),
              answer -> answer == 42);
    }
  }

  @Test
  void a_lost_password_file_is_made_anew() throws Exception {
    EmbeddedPostgres.start(home, SETTINGS).close();
    Files.delete(home.resolve("postgres.properties"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      assertThat(client(postgres).sql("select 1").query(Integer.class).single()).isOne();
    }
  }

  static JdbcClient client(EmbeddedPostgres postgres) {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password()));
  }
}
