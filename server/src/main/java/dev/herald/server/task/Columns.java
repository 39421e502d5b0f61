package dev.herald.server.task;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into the column arrays that {@code unnest} takes: one round trip for any number. */
final class Columns<T> {
  private final Connection connection;
  private final List<T> rows;
  private final List<Array> arrays = new ArrayList<>();

  Columns(Connection connection, List<T> rows) {
    this.connection = connection;
    this.rows = rows;
  }

  Columns<T> uuid(Function<T, @Nullable UUID> column) throws SQLException {
    return add("uuid", column, new Object[rows.size()]);
  }

  Columns<T> text(Function<T, @Nullable String> column) throws SQLException {
    return add("text", column, new String[rows.size()]);
  }

  Columns<T> number(Function<T, @Nullable Integer> column) throws SQLException {
    return add("int4", column, new Integer[rows.size()]);
  }

  Columns<T> time(Function<T, @Nullable Instant> column) throws SQLException {
    return add("timestamptz", column, new Object[rows.size()]);
  }

  Columns<T> bytes(Function<T, byte[]> column) throws SQLException {
    return add("bytea", column, new byte[rows.size()][]);
  }

  private Columns<T> add(
      String type, Function<T, ? extends @Nullable Object> column, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    arrays.add(connection.createArrayOf(type, values));
    return this;
  }

  /** Sets the arrays as the first parameters. */
  PreparedStatement bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < arrays.size(); i++) {
      statement.setArray(i + 1, arrays.get(i));
    }
    return statement;
  }
}
