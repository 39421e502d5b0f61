package dev.herald.server.platform.database;

import dev.herald.server.platform.problem.RequestProblem;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells database errors that pass by themselves from those that would come again. */
public final class DatabaseTrouble {
  private static final Logger log = LoggerFactory.getLogger(DatabaseTrouble.class);

  /** Serialization failure, deadlock, lock not available, statement cancelled, I/O error. */
  private static final Set<String> PASSING_STATES =
      Set.of("40001", "40P01", "55P03", "57014", "58030");

  /** Connection lost; out of disk, memory or connections; shutting down or starting. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57P");

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private DatabaseTrouble() {}

  /** What is said of one that is {@link #passing}. */
  public static RequestProblem.Unavailable problem(Throwable failure) {
    if (crowded(failure)) {
      return new RequestProblem.Unavailable(
          "too many requests wait for the database at once", SOON);
    }
    log.warn("A request met a database that can't be reached: {}", failure.toString());
    return new RequestProblem.Unavailable("the database can't be reached", COME_BACK);
  }

  /**
   * Whether the same statement may succeed later: lost connections, deadlocks, restarts, a full
   * disk.
   */
  public static boolean passing(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return passing(sql);
      }
    }
    return false;
  }

  /** Whether there is a database, and only no connection free for this. */
  public static boolean crowded(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return cause.getCause() == null;
      }
    }
    return false;
  }

  private static boolean passing(SQLException failure) {
    if (failure instanceof SQLTransientException || failure instanceof SQLRecoverableException) {
      return true;
    }
    String state = failure.getSQLState();
    return state != null
        && (PASSING_STATES.contains(state) || PASSING_CLASSES.stream().anyMatch(state::startsWith));
  }
}
