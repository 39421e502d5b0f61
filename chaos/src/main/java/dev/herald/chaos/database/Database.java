package dev.herald.chaos.database;

import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A durable PostgreSQL that is shut down at once and comes back. */
public final class Database implements AutoCloseable {
  private final Path home;
  private final EmbeddedPostgres postgres;
  private final Proxy proxy;

  private Database(Path home, EmbeddedPostgres postgres, Proxy proxy) {
    this.home = home;
    this.postgres = postgres;
    this.proxy = proxy;
  }

  public static Database start(Path home) throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, new PostgresSettings(Map.of()));
    int port = URI.create(postgres.url().substring("jdbc:".length())).getPort();
    return new Database(home, postgres, Proxy.to(port));
  }

  public Proxy proxy() {
    return proxy;
  }

  /** What makes a server use it, through the proxy. */
  public List<String> options() {
    String direct = postgres.url();
    String through =
        direct.replaceFirst(":\\d+/", ":" + proxy.port() + "/")
            + (direct.contains("?") ? "&" : "?")
            + "sslmode=disable";
    return List.of(
        "--spring.datasource.url=" + through,
        "--spring.datasource.username=" + postgres.user(),
        "--spring.datasource.password=" + postgres.password());
  }

  /** A connection past the proxy. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }

  /** Immediate shutdown: no checkpoint, no farewell. It is started again a second later. */
  public void crash() {
    try {
      long pid =
          Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid")).getFirst());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      new ProcessBuilder("kill", "-QUIT", "" + pid).start().waitFor();
      postmaster.onExit().join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    postgres.close();
  }
}
