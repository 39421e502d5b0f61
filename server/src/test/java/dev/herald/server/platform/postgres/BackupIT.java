package dev.herald.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A backup under load, restored elsewhere and compared. */
class BackupIT {
  private static final PostgresSettings SETTINGS = new PostgresSettings(Map.of());
  private static final String SUM =
      "select count(*) || ' ' || coalesce(sum(hashtext(said)), 0) from kept where id <= ?";

  @TempDir Path folder;

  private static JdbcClient client(EmbeddedPostgres postgres) {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password()));
  }

  private static String sum(JdbcClient jdbc, long upTo) {
    return jdbc.sql(SUM).param(upTo).query(String.class).single();
  }

  private static long last(JdbcClient jdbc) {
    return jdbc.sql("select coalesce(max(id), 0) from kept").query(Long.class).single();
  }

  @Test
  void what_was_committed_before_it_is_in_it_and_nothing_half() throws Exception {
    Path home = folder.resolve("home");
    Path backup = folder.resolve("backup");
    Path other = folder.resolve("other");
    String before;
    long first;
    String whole;
    long end;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, SETTINGS)) {
      Files.writeString(home.resolve("vault.key"), "a key");
      JdbcClient jdbc = client(postgres);
      jdbc.sql("create table kept (id bigserial primary key, said text)").update();
      AtomicBoolean over = new AtomicBoolean();
      Thread load =
          Thread.startVirtualThread(() -> {
            JdbcClient own = client(postgres);
            while (!over.get()) {
              own.sql(
                      """
                      insert into kept (said) select repeat(md5(n::text), 20)
                      from generate_series(1, 50) n
                      """)
                  .update();
            }
          });
      await().until(() -> last(jdbc) > 200);
      first = last(jdbc);
      before = sum(jdbc, first);

      Backup.Made made = Backup.make(home, backup);

      assertThat(made.bytes()).isPositive();
      over.set(true);
      load.join();
      end = last(jdbc);
      assertThatThrownBy(() -> Backup.make(home, backup)).hasMessageContaining("not empty");
      assertThatThrownBy(() -> Restoration.make(backup, home)).hasMessageContaining("not empty");
      Restoration.make(backup, other);
      try (EmbeddedPostgres restored = EmbeddedPostgres.start(other, SETTINGS)) {
        JdbcClient there = client(restored);
        long reached = last(there);
        whole = sum(jdbc, reached);
        assertThat(reached).isBetween(first, end);
        assertThat(sum(there, first)).isEqualTo(before);
        assertThat(sum(there, reached)).isEqualTo(whole);
        there.sql("insert into kept (said) values ('and it goes on')").update();
      }
    }
    assertThat(other.resolve("vault.key")).hasContent("a key");
    assertThat(other.resolve("postgres/backup_label")).doesNotExist();
  }

  @Test
  void a_folder_that_is_no_whole_backup_is_not_restored() {
    assertThatThrownBy(() -> Restoration.make(folder, folder.resolve("new")))
        .hasMessageContaining("broken off");
    assertThatThrownBy(() -> Backup.make(folder.resolve("none"), folder.resolve("new")))
        .hasMessageContaining("does not run");
  }
}
