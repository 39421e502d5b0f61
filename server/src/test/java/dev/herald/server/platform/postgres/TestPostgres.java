package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** The one PostgreSQL of a test JVM: the product's own, as durable, allowed to make databases. */
public final class TestPostgres {
  private TestPostgres() {}

  public static EmbeddedPostgres running() {
    return Running.INSTANCE;
  }

  private static final class Running {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        Path home = Files.createTempDirectory("herald-test");
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                home, new PostgresSettings(Map.of("max_connections", "200")), "createdb");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, home)));
        return postgres;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static void end(EmbeddedPostgres postgres, Path home) {
      postgres.close();
      try {
        FileSystemUtils.deleteRecursively(home);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
