package dev.herald.server.platform;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells database errors that pass by themselves from those that would come again. */
public final class DatabaseTrouble {
  /** Serialization failure, deadlock, lock not available, too many connections. */
  private static final Set<String> PASSING_STATES = Set.of("40001", "40P01", "55P03", "53300");

  private DatabaseTrouble() {}

  /** Whether the same statement may succeed later: lost connections, deadlocks, restarts. */
  public static boolean passing(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return passing(sql);
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
        && (state.startsWith("08") || state.startsWith("57P") || PASSING_STATES.contains(state));
  }
}
