package dev.herald.server.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A process that adds a row, says how many there are, and stays until it is killed. */
final class RowAdder {
  private RowAdder() {}

  public static void main(String[] args) throws Exception {
    try {
      addRow(Path.of(args[0]));
    } catch (PostgresFailure failure) {
      System.out.println(failure.getMessage());
      System.exit(3);
    }
    Thread.currentThread().join();
  }

  private static void addRow(Path home) throws SQLException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, new PostgresSettings(Map.of()));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (id int)");
      statement.execute("insert into kept values (1)");
      ResultSet rows = statement.executeQuery("select count(*) from kept");
      rows.next();
      System.out.println("rows=" + rows.getInt(1));
    }
  }
}
