package dev.herald.chaos.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The parts of deliberate bugs that are more than other words. Called from the server's classes,
 * whose types are not known here.
 */
public final class Bugs {
  private static final long LATER_MILLIS = 300;
  private static final Duration HOUR = Duration.ofHours(1);

  private Bugs() {}

  /** Answers as if it were committed, and commits a while later. */
  public static Object commitLater(Object transactions, Object task, Object work) {
    try {
      DataSource pool = (DataSource) read(transactions, "dataSource");
      Connection connection = pool.getConnection();
      connection.setAutoCommit(false);
      Object result = answer(work, "on", connection);
      Thread.ofPlatform().daemon().start(() -> commit(connection));
      return result;
    } catch (SQLException failed) {
      throw new IllegalStateException(task.toString(), failed);
    }
  }

  private static void commit(Connection connection) {
    try (connection) {
      Thread.sleep(LATER_MILLIS);
      connection.commit();
    } catch (SQLException | InterruptedException lost) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins a transaction whose commit does not wait for the disk. */
  public static void beginLazily(Object connection, int autoCommit) throws SQLException {
    Connection lazy = (Connection) connection;
    lazy.setAutoCommit(autoCommit == 1);
    try (Statement statement = lazy.createStatement()) {
      statement.execute("set local synchronous_commit = off");
    }
  }

  /** Says that rows were inserted, also when there were none. */
  public static int neverNone(Object statement) throws SQLException {
    return Math.max(1, ((PreparedStatement) statement).executeUpdate());
  }

  /** Ends the heartbeat and says farewell. */
  public static void farewellFirst(Object ownership) {
    ((ExecutorService) read(ownership, "heart")).shutdownNow();
    UUID incarnation = (UUID) answer(read(ownership, "lease"), "id");
    call(read(ownership, "leases"), "end", incarnation);
  }

  public static Object unknownIsDone(
      Object rules, Object result, int attempt, Object ambiguity, double random) {
    return isUnknown(result)
        ? make(rules, "RetryDecision$Done")
        : answer(rules, "decide", result, attempt, ambiguity, random);
  }

  public static Object unknownIsRefused(
      Object rules, Object result, int attempt, Object ambiguity, double random) {
    return isUnknown(result)
        ? make(rules, "RetryDecision$GiveUp", "no answer")
        : answer(rules, "decide", result, attempt, ambiguity, random);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Object heldIsRepeated(
      Object rules, Object result, int attempt, Object ambiguity, double random) {
    Object resend = Enum.valueOf((Class) ambiguity.getClass(), "RESEND");
    return answer(rules, "decide", result, attempt, resend, random);
  }

  /** What a clock that was set an hour ahead says. */
  public static Object anHourAhead(Object clock) {
    return ((Clock) clock).instant().plus(HOUR);
  }

  /** What a clock that was set an hour back says. */
  public static Object anHourBehind(Object clock) {
    return ((Clock) clock).instant().minus(HOUR);
  }

  private static boolean isUnknown(Object result) {
    return result.getClass().getSimpleName().equals("Unknown");
  }

  // --- reflection ---

  private static Object make(Object neighbour, String type, Object... arguments) {
    try {
      Class<?> found =
          Class.forName(
              neighbour.getClass().getPackageName() + "." + type,
              true,
              neighbour.getClass().getClassLoader());
      var constructor = found.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("the mutant does not fit the server any more", changed);
    }
  }

  private static Object read(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("the mutant does not fit the server any more", changed);
    }
  }

  private static Object answer(Object owner, String name, Object... arguments) {
    return Objects.requireNonNull(call(owner, name, arguments));
  }

  private static @Nullable Object call(Object owner, String name, Object... arguments) {
    try {
      Method method =
          Arrays.stream(owner.getClass().getDeclaredMethods())
              .filter(each ->
                  each.getName().equals(name) && each.getParameterCount() == arguments.length)
              .findFirst()
              .orElseThrow(() -> new NoSuchMethodException(name));
      method.setAccessible(true);
      return method.invoke(owner, arguments);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("the mutant does not fit the server any more", changed);
    }
  }
}
