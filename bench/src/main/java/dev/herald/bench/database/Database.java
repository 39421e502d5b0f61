package dev.herald.bench.database;

import dev.herald.bench.process.BenchFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database, with a connection of the bench's own to it. */
public final class Database implements AutoCloseable {
  private final String url;
  private final String user;
  private final String password;
  private @Nullable Connection connection;

  Database(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  public String url() {
    return url;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** A further connection, the caller's to close. */
  public Connection connect() {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException failure) {
      throw new BenchFailure("can't connect to %s: %s".formatted(url, failure.getMessage()));
    }
  }

  private Connection kept() {
    if (connection == null) {
      connection = connect();
    }
    return connection;
  }

  public void execute(String sql) {
    try (Statement statement = kept().createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw failed(sql, failure);
    }
  }

  /** The number in the first row's first column. */
  public long number(String sql) {
    try (Statement statement = kept().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failure) {
      throw failed(sql, failure);
    }
  }

  /** The first column. */
  public List<String> texts(String sql) {
    try (Statement statement = kept().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    } catch (SQLException failure) {
      throw failed(sql, failure);
    }
  }

  private static BenchFailure failed(String sql, SQLException failure) {
    return new BenchFailure("%s: %s".formatted(sql.strip(), failure.getMessage()));
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    } catch (SQLException gone) {
      connection = null;
    }
  }
}
