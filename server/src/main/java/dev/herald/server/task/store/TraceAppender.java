package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Appends to the trace of a message what comes from elsewhere than the owner of its task: a
 * person's act, or what a provider says later.
 *
 * <p>The event is appended only if the message may become, from the state that it is in, what the
 * event says. Concurrent appends are written one after the other, and each is held against the one
 * before. While a process has the task in flight, its outcome is waited for. Where the event leaves
 * nothing to do, the task goes with it.
 */
@Component
public class TraceAppender {
  private static final String LOCK =
      """
      select state, sequence, attempts as attempt, owner is not null as owned from task
      where id = ? for update
      """;
  private static final String LAST =
      """
      select state, sequence, attempt, false as owned from event
      where message_id = ? order by sequence desc limit 1
      """;
  private static final String SAME =
      """
      select from event where message_id = ? and kind = ? and reason_code = ?
        and reason_with is not distinct from ?::jsonb limit 1
      """;
  private static final String END = "delete from task where id = ?";
  private static final String TELL = "update task set sequence = sequence + 1 where id = ?";

  private final Transactions transactions;
  private final DedupClaims dedup;

  TraceAppender(Transactions transactions, DedupClaims dedup) {
    this.transactions = transactions;
    this.dedup = dedup;
  }

  /** What became of an event. */
  public sealed interface Appended {
    /** It is durable. */
    record Written() implements Appended {}

    /** From the state that it is in it can't become that, or its trace tells so already. */
    record NotFrom(MessageState state) implements Appended {}

    /** A process has it in flight; its outcome is to be waited for. */
    record InFlight(MessageState state) implements Appended {}

    /** There is no such message. */
    record NoMessage() implements Appended {}
  }

  /** Where a message stands. */
  private record Place(
      MessageState state, int sequence, int attempt, boolean hasTask, boolean owned) {}

  /** What there is to tell of a message. */
  @FunctionalInterface
  public interface Telling {
    /**
     * @param state where it stands
     * @param attempt the latest
     * @return an event that leaves it there, or brings it where it may go from there; null: none
     */
    @Nullable TraceEvent of(MessageState state, int attempt);
  }

  /**
   * @param event with the state that the message has after it
   * @throws IllegalArgumentException when that is a state that only the owner of a task gives
   */
  public Appended append(UUID messageId, TraceEvent event) {
    if (event.state() == MessageState.SENDING) {
      throw new IllegalArgumentException("only the owner of a task sends it");
    }
    return tell(messageId, (state, _) -> state.mayBecome(event.state()) ? event : null, false);
  }

  /** As above, once: an event of the same kind and reason is not told again. */
  public Appended append(UUID messageId, Telling telling) {
    return tell(messageId, telling, true);
  }

  private Appended tell(UUID messageId, Telling telling, boolean once) {
    return transactions.run(
        "append to a trace", connection -> append(connection, messageId, telling, once));
  }

  private Appended append(Connection connection, UUID id, Telling telling, boolean once)
      throws SQLException {
    while (true) {
      Place place = place(connection, id);
      if (place == null) {
        return new Appended.NoMessage();
      }
      if (place.owned) {
        return new Appended.InFlight(place.state);
      }
      TraceEvent event = telling.of(place.state, place.attempt);
      if (event == null) {
        return new Appended.NotFrom(place.state);
      }
      if (once && isTold(connection, id, event)) {
        return new Appended.NotFrom(place.state);
      }
      if (write(connection, id, place, event)) {
        return new Appended.Written();
      }
    }
  }

  /**
   * @return false: another append came before
   */
  private boolean write(Connection connection, UUID id, Place place, TraceEvent event)
      throws SQLException {
    if (place.hasTask) {
      execute(connection, place.state == event.state() ? TELL : END, id);
    }
    boolean written =
        EventRows.append(connection, new EventRows.Placed(id, place.sequence + 1, event));
    if (written && event.state().releasesDedup()) {
      dedup.release(connection, id);
    }
    return written;
  }

  /** By its task, which stays locked, or else by its last event. */
  private static @Nullable Place place(Connection connection, UUID id) throws SQLException {
    for (String query : List.of(LOCK, LAST)) {
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        statement.setObject(1, id);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            boolean hasTask = query.equals(LOCK);
            return new Place(
                MessageState.valueOf(row.getString("state")),
                row.getInt("sequence"),
                row.getInt("attempt"),
                hasTask,
                row.getBoolean("owned"));
          }
        }
      }
    }
    return null;
  }

  private static boolean isTold(Connection connection, UUID id, TraceEvent event)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAME)) {
      statement.setObject(1, id);
      statement.setString(2, event.kind().name());
      statement.setString(3, event.reason().code());
      statement.setString(4, ReasonJson.write(event.reason()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void execute(Connection connection, String change, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }
}
