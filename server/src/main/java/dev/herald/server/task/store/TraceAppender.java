package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
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
      "select state, sequence, owner is not null as owned from task where id = ? for update";
  private static final String LAST =
      "select state, sequence from event where message_id = ? order by sequence desc limit 1";
  private static final String END = "delete from task where id = ?";
  private static final String TELL = "update task set sequence = sequence + 1 where id = ?";

  private final Transactions transactions;
  private final DedupClaims dedup;
  private final StoreListener listener;

  TraceAppender(Transactions transactions, DedupClaims dedup, StoreListener listener) {
    this.transactions = transactions;
    this.dedup = dedup;
    this.listener = listener;
  }

  /** What became of an event. */
  public sealed interface Appended {
    /** It is durable. */
    record Written() implements Appended {}

    /** The message can't become that from the state that it is in. */
    record NotFrom(MessageState state) implements Appended {}

    /** A process has it in flight; its outcome is to be waited for. */
    record InFlight(MessageState state) implements Appended {}

    /** There is no such message. */
    record NoMessage() implements Appended {}
  }

  /**
   * What was done.
   *
   * @param before the state that the message had; null: nothing was written
   */
  private record Done(Appended appended, @Nullable MessageState before) {
    Done(Appended appended) {
      this(appended, null);
    }
  }

  /** Where a message stands. */
  private record Place(MessageState state, int sequence, boolean hasTask, boolean owned) {}

  /**
   * @param event with the state that the message has after it
   * @throws IllegalArgumentException when that is a state that only the owner of a task gives
   */
  public Appended append(UUID messageId, TraceEvent event) {
    if (event.state() == MessageState.SENDING) {
      throw new IllegalArgumentException("only the owner of a task sends it");
    }
    Done done =
        transactions.run("append to a trace", connection -> append(connection, messageId, event));
    if (done.before != null) {
      listener.appended(messageId, done.before, event);
    }
    return done.appended;
  }

  private Done append(Connection connection, UUID id, TraceEvent event) throws SQLException {
    while (true) {
      Place place = place(connection, id);
      if (place == null) {
        return new Done(new Appended.NoMessage());
      }
      if (place.owned) {
        return new Done(new Appended.InFlight(place.state));
      }
      if (!place.state.mayBecome(event.state())) {
        return new Done(new Appended.NotFrom(place.state));
      }
      if (write(connection, id, place, event)) {
        return new Done(new Appended.Written(), place.state);
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
                hasTask,
                hasTask && row.getBoolean("owned"));
          }
        }
      }
    }
    return null;
  }

  private static void execute(Connection connection, String change, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }
}
