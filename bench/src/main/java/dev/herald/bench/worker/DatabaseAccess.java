package dev.herald.bench.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Where a worker's database is, as it is handed over on a command line.
 *
 * @param connections the most that it may hold
 */
public record DatabaseAccess(String url, String user, String password, int connections) {
  public static DatabaseAccess of(String[] arguments, int connections) {
    return new DatabaseAccess(arguments[0], arguments[1], arguments[2], connections);
  }

  public HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.addDataSourceProperty("reWriteBatchedInserts", true);
    config.addDataSourceProperty("prepareThreshold", 2);
    return new HikariDataSource(config);
  }
}
