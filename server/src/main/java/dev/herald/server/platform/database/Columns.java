package dev.herald.server.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Turns rows into the column arrays that {@code unnest} takes: one round trip for any number. The
 * arrays are in PostgreSQL's binary form, of which neither side has to make text.
 */
public final class Columns<T> {
  private final BaseConnection connection;
  private final List<T> rows;
  private final List<PgArray> arrays = new ArrayList<>();

  public Columns(Connection connection, List<T> rows) throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    this.rows = rows;
  }

  public Columns<T> uuid(Function<T, @Nullable UUID> column) throws SQLException {
    return add(Oid.UUID, Oid.UUID_ARRAY, column, BinaryArray::uuid);
  }

  public Columns<T> text(Function<T, @Nullable String> column) throws SQLException {
    return add(Oid.TEXT, Oid.TEXT_ARRAY, column, BinaryArray::text);
  }

  public Columns<T> number(Function<T, @Nullable Integer> column) throws SQLException {
    return add(Oid.INT4, Oid.INT4_ARRAY, column, BinaryArray::number);
  }

  public Columns<T> time(Function<T, @Nullable Instant> column) throws SQLException {
    return add(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, column, BinaryArray::time);
  }

  public Columns<T> bytes(Function<T, byte[]> column) throws SQLException {
    return add(Oid.BYTEA, Oid.BYTEA_ARRAY, column, BinaryArray::bytes);
  }

  /** How a value becomes an element. */
  private interface Element<V> {
    void write(BinaryArray array, V value);
  }

  private <V> Columns<T> add(
      int type, int arrayType, Function<T, ? extends @Nullable V> column, Element<V> element)
      throws SQLException {
    BinaryArray array = new BinaryArray(type, rows.size());
    for (T row : rows) {
      V value = column.apply(row);
      if (value == null) {
        array.nothing();
      } else {
        element.write(array, value);
      }
    }
    arrays.add(new PgArray(connection, arrayType, array.bytes()));
    return this;
  }

  /** Sets the arrays as the first parameters. */
  public PreparedStatement bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < arrays.size(); i++) {
      statement.setArray(i + 1, arrays.get(i));
    }
    return statement;
  }
}
