package dev.herald.bench.database;

import dev.herald.bench.process.Answering;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Herald's own PostgreSQL with Herald's own settings, for everything that is measured. Stops when
 * nobody holds it any more.
 */
final class DatabaseProcess {
  private DatabaseProcess() {}

  /**
   * @param url of a database to connect to first; the role may create others
   * @param pid of the postmaster
   */
  record Ready(String url, String user, String password, long pid) {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            home, new PostgresSettings(Map.of()), "createdb in role pg_checkpoint")) {
      Answering.serve(
          new Ready(postgres.url(), postgres.user(), postgres.password(), postmaster(home)),
          String.class,
          question -> question);
    }
  }

  private static long postmaster(Path home) throws IOException {
    return Long.parseLong(
        Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid")).getFirst().strip());
  }
}
