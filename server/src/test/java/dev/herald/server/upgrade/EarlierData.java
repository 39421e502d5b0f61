package dev.herald.server.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.server.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;

/**
 * What a database of an earlier version held, as a text that is the same on any machine: the number
 * of its last migration, then a statement a line that puts a row, a partition or a sequence's value
 * into an empty database of that version. {@link #main} writes it.
 */
final class EarlierData {
  /** Rows as JSON, not as jsonb: a hash is over the text of what a column of JSON holds. */
  private static final String TABLES =
      """
      select format('%I', c.relname), (
          select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname <> 'flyway_schema_history'
      order by c.relname
      """;

  private static final String PARTITIONS =
      """
      select format('create table if not exists %I partition of %I %s',
          c.relname, parent.relname, pg_get_expr(c.relpartbound, c.oid))
      from pg_class c
      join pg_inherits i on i.inhrelid = c.oid
      join pg_class parent on parent.oid = i.inhparent
      where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r'
      order by c.relname
      """;

  private static final String SEQUENCES =
      """
      select format('select setval(%L, %s)', sequencename, last_value) from pg_sequences
      where schemaname = 'public' and last_value is not null
      order by sequencename
      """;

  private static final String KEYS =
      """
      select format('alter table %%s alter constraint %%I %s', conrelid::regclass, conname)
      from pg_constraint where contype = 'f' and conparentid = 0
      """;

  private static final String ROWS = "select quote_literal(row_to_json(t)::text) from %s t";

  private static final String INSERT =
      "insert into %1$s (%2$s) overriding system value"
          + " select %2$s from json_populate_record(null::%1$s, %3$s)";

  private EarlierData() {}

  /** Database, user, password, and the file to write. */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection database =
            DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        PrintWriter out =
            new PrintWriter(
                new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[3]))), false, UTF_8)) {
      write(database, out);
    }
  }

  private static void write(Connection database, PrintWriter out) throws SQLException {
    out.println(
        texts(
                database,
                "select version from flyway_schema_history order by installed_rank desc limit 1")
            .getFirst());
    texts(database, PARTITIONS).forEach(out::println);
    try (Statement statement = database.createStatement();
        ResultSet tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        String table = tables.getString(1);
        String columns = tables.getString(2);
        for (String row : texts(database, ROWS.formatted(table))) {
          out.println(INSERT.formatted(table, columns, row));
        }
      }
    }
    texts(database, SEQUENCES).forEach(out::println);
  }

  private static List<String> texts(Connection database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** A database as the earlier version left it. */
  static TestDatabase restored(Path file) throws SQLException, IOException {
    TestDatabase database = TestDatabase.empty();
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
        Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password())) {
      Flyway.configure()
          .dataSource(database.url(), database.user(), database.password())
          .target(lines.readLine())
          .load()
          .migrate();
      fill(connection, lines.lines().toList());
    }
    return database;
  }

  private static void fill(Connection connection, List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // The rows are what triggers made of them already, and stand in no order.
      for (String table : texts(connection, TABLES)) {
        statement.execute("alter table %s disable trigger user".formatted(table));
        statement.execute("truncate %s cascade".formatted(table));
      }
      all(statement, texts(connection, KEYS.formatted("deferrable initially deferred")));
      all(statement, statements);
      connection.commit();
      all(statement, texts(connection, KEYS.formatted("not deferrable")));
      for (String table : texts(connection, TABLES)) {
        statement.execute("alter table %s enable trigger user".formatted(table));
      }
      connection.commit();
    }
  }

  private static void all(Statement statement, List<String> each) throws SQLException {
    for (String one : each) {
      statement.execute(one);
    }
  }
}
