package dev.herald.server.feed;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.store.TraceBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How messages leave a feed: with their last event, in one transaction. */
@Component
class FeedEnds {
  private static final int BATCH = 500;
  private static final String OVERDUE =
      """
      select e.message_id, e.feed, e.deliveries, e.expires_at,
        coalesce(e.expires_at <= now(), false) as late
      from feed_entry e left join feed f on f.code = e.feed
      where e.due_at <= now()
        and not exists (select from task where task.id = any (array[e.message_id]))
        and (e.expires_at <= now() or (e.deliveries > 0 and e.deliveries >= coalesce(f.deliveries, ?)))
      limit ? for update of e skip locked
      """;

  private final Transactions transactions;
  private final TraceBatch traces;
  private final Clock clock;

  FeedEnds(Transactions transactions, TraceBatch traces, Clock clock) {
    this.transactions = transactions;
    this.traces = traces;
    this.clock = clock;
  }

  /** Joins the caller's transaction, which has locked the entries. */
  void fail(Connection connection, Map<UUID, Reason> failed) throws SQLException {
    end(connection, MessageState.UNDELIVERED, failed);
  }

  /** As above. */
  void end(Connection connection, MessageState state, Map<UUID, Reason> ended) throws SQLException {
    if (ended.isEmpty()) {
      return;
    }
    List<UUID> ids = List.copyOf(ended.keySet());
    delete(connection, "delete from feed_entry where message_id = any (?)", ids);
    delete(connection, "delete from feed_order where message_id = any (?)", ids);
    delete(
        connection, "delete from feed_lease where message_id = any (?) and acked_at is null", ids);
    Instant now = clock.instant();
    List<TraceBatch.Step> steps = new ArrayList<>();
    ended.forEach((id, reason) -> steps.add(FeedRows.step(id, now, state, reason, null)));
    traces.append(connection, steps);
  }

  private static void delete(Connection connection, String sql, List<UUID> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, FeedRows.ids(connection, ids, id -> id));
      statement.executeUpdate();
    }
  }

  /** Fails what is worth nothing any more where nobody comes to take it. */
  void failOverdue() {
    int failed = BATCH;
    while (failed == BATCH) {
      failed = transactions.run("fail what is overdue in feeds", this::failOverdue);
    }
  }

  private int failOverdue(Connection connection) throws SQLException {
    Map<UUID, Reason> overdue = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(OVERDUE)) {
      statement.setInt(1, FeedTerms.USUAL.deliveries());
      statement.setInt(2, BATCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int deliveries = row.getInt("deliveries");
          overdue.put(
              row.getObject("message_id", UUID.class),
              row.getBoolean("late")
                  ? new TraceReason.FeedExpired(FeedRows.instant(row, "expires_at"))
                  : new TraceReason.GivenUp(
                      deliveries,
                      new TraceReason.FeedDeliveriesUsedUp(row.getString("feed"), deliveries)));
        }
      }
    }
    fail(connection, overdue);
    return overdue.size();
  }
}
