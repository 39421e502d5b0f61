package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL of Herald's own, kept in a home directory. */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int REVIVALS = 30;

  private final HomeLock lock;
  private final Cluster cluster;
  private final Endpoint endpoint;
  private final PostgresSettings settings;
  private final CountDownLatch closed = new CountDownLatch(1);

  private EmbeddedPostgres(
      HomeLock lock, Cluster cluster, Endpoint endpoint, PostgresSettings settings) {
    this.lock = lock;
    this.cluster = cluster;
    this.endpoint = endpoint;
    this.settings = settings;
  }

  /**
   * Takes up the data of this home, or makes it. Returns once PostgreSQL answers.
   *
   * @throws PostgresFailure when it can't; also when another process runs on this home
   */
  public static EmbeddedPostgres start(Path home, PostgresSettings settings) {
    return start(home, settings, "");
  }

  /**
   * As {@link #start(Path, PostgresSettings)}, for tests and measurements.
   *
   * @param roleOptions of a role that is made now, for example {@code createdb}
   */
  public static EmbeddedPostgres start(Path home, PostgresSettings settings, String roleOptions) {
    try {
      Path directory = Files.createDirectories(home.toAbsolutePath().normalize()).toRealPath();
      HomeLock lock = HomeLock.take(directory);
      try {
        return start(directory, lock, settings, roleOptions);
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("can't start PostgreSQL in " + home, failure);
    }
  }

  private static EmbeddedPostgres start(
      Path home, HomeLock lock, PostgresSettings settings, String roleOptions) throws IOException {
    long began = System.nanoTime();
    Account account = Account.detect(home);
    Path logs = Files.createDirectories(home.resolve("logs"));
    account.own(logs);
    Programs programs = new Programs(Binaries.in(home.resolve("postgres-bin")), account, logs);
    Cluster cluster = new Cluster(home.resolve("postgres"), programs);
    Endpoint endpoint = prepare(cluster, home.resolve("postgres.properties"), roleOptions);
    EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, endpoint, settings);
    postgres.run();
    log.info(
        "PostgreSQL {} answers at {}, its data is in {} ({} ms)",
        programs.binaries().version(),
        endpoint,
        cluster.data(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    return postgres;
  }

  /** Leaves a stopped cluster of the right version whose role has the endpoint's password. */
  private static Endpoint prepare(Cluster cluster, Path file, String roleOptions)
      throws IOException {
    boolean known = Files.exists(file);
    if (cluster.exists()) {
      cluster.checkVersion();
      cluster.programs().account().own(cluster.data());
      if (cluster.stopLeftOver()) {
        log.warn("stopped a PostgreSQL that a former process left running");
      }
    }
    Endpoint endpoint = known ? Endpoint.read(file).onFreePort() : Endpoint.fresh();
    if (!cluster.exists()) {
      log.info("first start: making the database in {}", cluster.data());
      cluster.create(endpoint, roleOptions);
    } else {
      cluster.allowBackups();
      if (!known) {
        cluster.changePassword(endpoint.password());
      }
    }
    endpoint.write(file);
    return endpoint;
  }

  private void run() throws IOException {
    ProcessHandle postmaster = cluster.start(endpoint, settings);
    try {
      checkPromises();
    } catch (SQLException failure) {
      cluster.stop();
      throw new PostgresFailure(
          "PostgreSQL started and does not let Herald in: " + failure.getMessage(),
          "What it said is in " + cluster.programs().logs() + ".",
          failure);
    } catch (PostgresFailure broken) {
      cluster.stop();
      throw broken;
    }
    var unused =
        postmaster.onExit().thenRunAsync(this::revive, task -> Thread.startVirtualThread(task));
  }

  private void checkPromises() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(endpoint.url(), Endpoint.ROLE, endpoint.password());
        Statement statement = connection.createStatement();
        ResultSet off =
            statement.executeQuery(
                """
                select string_agg(name || ' = ' || current_setting(name), ', ')
                from unnest(array['fsync', 'full_page_writes', 'synchronous_commit']) name
                where current_setting(name) <> 'on'
                """)) {
      if (off.next() && off.getString(1) != null) {
        throw new PostgresFailure(
            "The embedded PostgreSQL would lose data in a crash: " + off.getString(1) + ".",
            "Take these out of herald.postgres.settings.");
      }
    }
  }

  /** The postmaster died and nobody asked it to: out of memory, or somebody killed it. */
  private void revive() {
    for (int attempt = 1; attempt <= REVIVALS && !closedWithinASecond(); attempt++) {
      log.error("PostgreSQL is gone, starting it again (attempt {})", attempt);
      if (revived()) {
        return;
      }
    }
  }

  /** Fails while processes of the former one are still on their way out. */
  private synchronized boolean revived() {
    try {
      if (closed.getCount() > 0) {
        run();
      }
      return true;
    } catch (IOException | RuntimeException failure) {
      log.error("PostgreSQL does not start: {}", failure.getMessage());
      return false;
    }
  }

  private boolean closedWithinASecond() {
    try {
      return closed.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  public String url() {
    return endpoint.url();
  }

  public String url(String database) {
    return endpoint.url(database);
  }

  public String user() {
    return Endpoint.ROLE;
  }

  public String password() {
    return endpoint.password();
  }

  /** Stops it, and gives the home back. */
  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      try (lock) {
        cluster.stop();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
