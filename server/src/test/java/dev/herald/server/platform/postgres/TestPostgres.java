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

  /** A new empty folder that goes when the JVM does. */
  public static Path folder() throws IOException {
    return Files.createTempDirectory(Running.HOME, "folder");
  }

  private static final class Running {
    static final Path HOME = temporary();
    static final EmbeddedPostgres INSTANCE = start(HOME);

    private static Path temporary() {
      try {
        return Files.createTempDirectory("herald-test");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static EmbeddedPostgres start(Path home) {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              home, new PostgresSettings(Map.of("max_connections", "200")), "createdb");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, home)));
      return postgres;
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
