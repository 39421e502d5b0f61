package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.util.FileSystemUtils;

/** The one PostgreSQL of a test JVM: the product's own, as durable, allowed to make databases. */
public final class TestPostgres {
  private static final Deque<Runnable> BEFORE = new ConcurrentLinkedDeque<>();

  private TestPostgres() {}

  public static EmbeddedPostgres running() {
    return Running.INSTANCE;
  }

  /** A new empty folder that goes when the JVM does. */
  public static Path folder() throws IOException {
    return Files.createTempDirectory(Running.HOME, "folder");
  }

  /** What is to end when the JVM does, before the PostgreSQL that it works on. */
  public static void beforeItsEnd(Runnable end) {
    BEFORE.addFirst(end);
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
      BEFORE.forEach(Runnable::run);
      postgres.close();
      try {
        FileSystemUtils.deleteRecursively(home);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
