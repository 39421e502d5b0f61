package dev.herald.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Databases with Herald's schema on a real PostgreSQL, one for whoever asks. The first in a JVM
 * starts PostgreSQL (seconds); each further one is a copy of a template (tens of milliseconds).
 *
 * @param name of the database
 */
public record TestDatabase(String name) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A pool on a fresh database. */
  public static DataSource fresh() {
    return create().pool();
  }

  /** A fresh database, for tests that need its address. */
  public static TestDatabase create() {
    TestDatabase database = new TestDatabase("test_" + COUNT.incrementAndGet());
    execute("create database %s template %s".formatted(database.name, Template.NAME));
    return database;
  }

  /** Without the schema. */
  public static TestDatabase empty() {
    TestDatabase database = new TestDatabase("test_" + COUNT.incrementAndGet());
    execute("create database " + database.name);
    return database;
  }

  public String url() {
    return TestPostgres.running().url(name);
  }

  public String user() {
    return TestPostgres.running().user();
  }

  public String password() {
    return TestPostgres.running().password();
  }

  /** What makes a server use it, as on its command line. */
  public List<String> options() {
    return List.of(
        "--spring.datasource.url=" + url(),
        "--spring.datasource.username=" + user(),
        "--spring.datasource.password=" + password());
  }

  /** Holds no connection while it is idle, so that it need not be closed. */
  public DataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url() + "?reWriteBatchedInserts=true");
    pool.setUsername(user());
    pool.setPassword(password());
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(16);
    return pool;
  }

  private static void execute(String sql) {
    EmbeddedPostgres postgres = TestPostgres.running();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** Migrated once; copied while nobody is connected to it. */
  private static final class Template {
    static final String NAME = migrated(new TestDatabase("template_herald"));

    private static String migrated(TestDatabase template) {
      execute("create database " + template.name);
      Flyway.configure()
          .dataSource(template.url(), template.user(), template.password())
          .load()
          .migrate();
      return template.name;
    }
  }
}
