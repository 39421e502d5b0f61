package dev.herald.spring.outbox;

import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The kinds of database that an outbox lives in, each a real one. */
enum Database {
  POSTGRESQL,
  H2,
  MARIADB;

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Where a fresh one is, and who may use it. */
  record Address(String url, String user, String password) {
    Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }
  }

  Address fresh() {
    return switch (this) {
      case POSTGRESQL -> postgresql();
      // H2 writes what was committed half a second later, unless it is told to do it at once.
      case H2 -> new Address("jdbc:h2:file:" + folder() + "/outbox;WRITE_DELAY=0", "sa", "");
      case MARIADB -> new Address(MariaDb.url(), "root", "");
    };
  }

  private static Address postgresql() {
    EmbeddedPostgres postgres = TestPostgres.running();
    String name = "outbox_" + COUNT.incrementAndGet();
    try (Connection connection =
        DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())) {
      connection.createStatement().execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new Address(postgres.url(name), postgres.user(), postgres.password());
  }

  private static String folder() {
    try {
      return TestPostgres.folder().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
