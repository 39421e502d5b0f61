package dev.herald.spring.outbox;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** How a database locks the rows that a process forwards. */
enum RowLocks {
  /** Several processes forward at a time, each its own rows. */
  SKIP_LOCKED("for update skip locked"),
  /** One process at a time; the others wait for it. */
  WAIT("for update");

  private final String clause;

  RowLocks(String clause) {
    this.clause = clause;
  }

  String clause() {
    return clause;
  }

  static RowLocks of(DataSource dataSource) {
    try {
      return JdbcUtils.extractDatabaseMetaData(dataSource, RowLocks::of);
    } catch (MetaDataAccessException unknown) {
      throw new IllegalStateException("the outbox's database does not say what it is", unknown);
    }
  }

  private static RowLocks of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
    return of(product, database.getDatabaseMajorVersion(), database.getDatabaseMinorVersion());
  }

  /** By the first version of each that has the clause. */
  static RowLocks of(String product, int major, int minor) {
    boolean skips =
        switch (product) {
          case "postgresql" -> isAtLeast(major, minor, 9, 5);
          case "mysql" -> isAtLeast(major, minor, 8, 0);
          case "mariadb" -> isAtLeast(major, minor, 10, 6);
          case "h2" -> isAtLeast(major, minor, 2, 2);
          default -> false;
        };
    return skips ? SKIP_LOCKED : WAIT;
  }

  private static boolean isAtLeast(int major, int minor, int wantedMajor, int wantedMinor) {
    return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
  }
}
