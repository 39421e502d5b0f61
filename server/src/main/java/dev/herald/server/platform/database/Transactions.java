package dev.herald.server.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Runs a piece of work on one connection, in one transaction.
 *
 * <p>Whoever is in a hurry finds rows by their keys, and the planner does not know it: to it a
 * table that was empty when its statistics were taken stays empty, however much comes, and a plan
 * that was made for ten rows is kept for a million. Reading whole tables is therefore not allowed
 * here. Neither is joining {@code task} by {@code task.id = other.id}, for which all of an index
 * that is thought to be empty may be read, again for each row of the other side: {@link
 * #EACH_BY_ID} leaves one way only, a look at the key for each row.
 */
public final class Transactions {
  /**
   * Joins the rows of {@code task} to those of a smaller side, for a {@code format} with its name.
   */
  public static final String EACH_BY_ID = "task.id = any (array[%s.id])";

  private static final String BY_KEY =
      "select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off',"
          + " true)";

  private final DataSource dataSource;

  public Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  /**
   * @throws UncategorizedSQLException when the database refuses; nothing is kept then
   */
  public <R> R run(String task, Work<R> work) {
    return run(task, BY_KEY, work);
  }

  /**
   * @param planning a statement that sets how the others are planned
   */
  public <R> R run(String task, String planning, Work<R> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (PreparedStatement settings = connection.prepareStatement(planning)) {
          settings.execute();
        }
        R result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        rollBack(connection, failed);
        throw failed;
      }
    } catch (SQLException failed) {
      throw new UncategorizedSQLException(task, null, failed);
    }
  }

  private static void rollBack(Connection connection, Exception failed) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }
}
