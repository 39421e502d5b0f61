package dev.herald.server.task.store;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives what waits another time. What it is worth sending moves with it: a message that was good
 * for an hour after its time is good for an hour after the new one.
 *
 * <p>A message's row is written once and never changed but for these two times: all who read it,
 * feeds and inboxes too, are to see the same expiry.
 */
@Component
public class Rescheduling {
  private static final String LOCK =
      """
      select sequence from task where id = ? and state = 'PENDING' and owner is null for update
      """;
  private static final String MOVE =
      """
      update task set due_at = ?, sequence = sequence + 1, deferrals = 0, waits_for = null,
        waits_for_code = null, waits_for_with = null
      where id = ?
      """;
  private static final String MOVE_MESSAGE =
      "update message set due_at = ?, expires_at = ? where id = ?";

  private final Transactions transactions;
  private final Clock clock;

  Rescheduling(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param message as it was read
   * @param at in the past: now
   * @param actor who does it
   * @return when it is due; empty: it is being sent, or already settled
   */
  public Optional<Instant> move(NewMessage message, Instant at, String actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant due = at.isAfter(now) ? at.truncatedTo(ChronoUnit.MICROS) : now;
    boolean moved =
        transactions.run(
            "reschedule a message", connection -> move(connection, message, now, due, actor));
    return moved ? Optional.of(due) : Optional.empty();
  }

  private static boolean move(
      Connection connection, NewMessage message, Instant now, Instant due, String actor)
      throws SQLException {
    Integer sequence = locked(connection, message.id());
    if (sequence == null) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setObject(1, due.atOffset(ZoneOffset.UTC));
      statement.setObject(2, message.id());
      statement.executeUpdate();
    }
    if (message.context().digest() != null) {
      DigestMembers.move(connection, message.id(), due);
    }
    Times before = times(connection, message.id());
    Instant expires = before.expiry(message.id(), due);
    try (PreparedStatement statement = connection.prepareStatement(MOVE_MESSAGE)) {
      statement.setObject(1, due.atOffset(ZoneOffset.UTC));
      statement.setObject(2, expires == null ? null : expires.atOffset(ZoneOffset.UTC));
      statement.setObject(3, message.id());
      statement.executeUpdate();
    }
    TraceEvent event =
        new TraceEvent(
            now,
            TraceEvent.Kind.RESCHEDULED,
            MessageState.PENDING,
            new TraceReason.Rescheduled(actor, due, before.due),
            null,
            due,
            null,
            actor);
    return EventRows.append(connection, new EventRows.Placed(message.id(), sequence + 1, event));
  }

  private static @Nullable Integer locked(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : null;
      }
    }
  }

  /** Of a message as it stands now: whoever read it may have done so before another moved it. */
  private record Times(@Nullable Instant due, @Nullable Instant expires) {
    @Nullable Instant expiry(UUID id, Instant newDue) {
      return expires == null
          ? null
          : newDue.plus(Duration.between(due == null ? Ids.madeAt(id) : due, expires));
    }
  }

  private static Times times(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select due_at, expires_at from message where id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Times(MessageRows.instant(row, "due_at"), MessageRows.instant(row, "expires_at"))
            : new Times(null, null);
      }
    }
  }
}
