package dev.herald.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A MariaDB of this JVM's own, from the programs that the machine has; the package needs no
 * service.
 */
final class MariaDb {
  private static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
  private static final Path DEFAULTS = Path.of("/usr/bin/my_print_defaults");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private MariaDb() {}

  /** Skips the test, saying so, where there is no MariaDB; the build server has one. */
  static void require() {
    boolean there = Stream.of(PROGRAM, INSTALL, DEFAULTS).allMatch(Files::isExecutable);
    String missing =
        "the outbox on MariaDB needs it: apt-get install mariadb-server-core mariadb-client-core";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(there).as(missing).isTrue();
    }
    if (!there) {
      System.out.println("\nSKIPPED: " + missing);
    }
    assumeThat(there).as(missing).isTrue();
  }

  /** A fresh database. */
  static String url() {
    require();
    String name = "outbox_" + COUNT.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(Running.URL, "root", "")) {
      connection.createStatement().execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return Running.URL + name;
  }

  private static final class Running {
    static final String URL = start();
  }

  /** Not in the class that is made by it: what is awaited runs in a thread of its own. */
  private static String start() {
    try {
      Path home = Files.createTempDirectory("herald-mariadb");
      install(home);
      int port = freePort();
      Process process = run(home, port);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, home)));
      String url = "jdbc:mariadb://127.0.0.1:" + port + "/";
      await("MariaDB").pollInterval(Duration.ofMillis(50)).until(() -> answers(url, process));
      return url;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void install(Path home) throws IOException {
    Process install =
        process(
                home.resolve("install.log"),
                INSTALL.toString(),
                "--no-defaults",
                "--datadir=" + home.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--user=" + System.getProperty("user.name"))
            .start();
    int status = install.onExit().join().exitValue();
    assertThat(status).as(Files.readString(home.resolve("install.log"))).isZero();
  }

  private static Process run(Path home, int port) throws IOException {
    return process(
            home.resolve("mariadb.log"),
            PROGRAM.toString(),
            "--no-defaults",
            "--datadir=" + home.resolve("data"),
            "--user=" + System.getProperty("user.name"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + home.resolve("socket"),
            "--pid-file=" + home.resolve("pid"),
            "--innodb-buffer-pool-size=16M")
        .start();
  }

  private static ProcessBuilder process(Path log, String... command) {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(String url, Process process) {
    assertThat(process.isAlive()).isTrue();
    try (Connection connection = DriverManager.getConnection(url, "root", "")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static void end(Process process, Path home) {
    process.destroy();
    process.onExit().join();
    try {
      FileSystemUtils.deleteRecursively(home);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
