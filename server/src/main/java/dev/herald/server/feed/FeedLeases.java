package dev.herald.server.feed;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.store.TraceBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hands messages of feeds out.
 *
 * <p>What was handed out is due again at the end of its lease, so that a lease that lapses needs
 * nobody to notice it. A message whose task is not settled yet is not handed out: what becomes of
 * it could not be told.
 */
@Component
class FeedLeases {
  /** None that was accepted before it, with its ordering key, is on its way or waits here. */
  private static final String FIRST_IN_ORDER =
      """
      (e.ordering is null or not exists (
        select from feed_order o where o.ordering = e.ordering and o.position < e.position and (
          exists (select from task where task.id = any (array[o.message_id]))
          or exists (select from feed_entry b where b.message_id = any (array[o.message_id])))))
      """;

  private static final String DUE =
      """
      select e.message_id, e.deliveries, e.expires_at, coalesce(e.expires_at <= now(), false) as late
      from feed_entry e
      where e.feed = ? and e.test = ? and e.due_at <= now()
        and not exists (select from task where task.id = any (array[e.message_id]))
        and %s
      order by e.due_at, e.message_id limit ? for update of e skip locked
      """
          .formatted(FIRST_IN_ORDER);
  private static final String LAPSED =
      """
      delete from feed_lease where message_id = any (?::uuid[]) and acked_at is null
      returning message_id, consumer
      """;
  private static final String LEASE =
      """
      insert into feed_lease (token, message_id, feed, consumer, until)
      select token, message_id, ?, ?, now() + make_interval(secs => ?)
      from unnest(?::uuid[], ?::uuid[]) as given (message_id, token)
      """;
  private static final String HAND_OUT =
      """
      update feed_entry set deliveries = deliveries + 1, due_at = now() + make_interval(secs => ?)
      where message_id = any (?::uuid[]) returning message_id, due_at
      """;

  private final Transactions transactions;
  private final FeedSettings settings;
  private final FeedEnds ends;
  private final TraceBatch traces;
  private final Clock clock;

  FeedLeases(
      Transactions transactions,
      FeedSettings settings,
      FeedEnds ends,
      TraceBatch traces,
      Clock clock) {
    this.transactions = transactions;
    this.settings = settings;
    this.ends = ends;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * Who wants how many.
   *
   * @param length of each lease; null: the feed's
   */
  record Wish(FeedKey key, String consumer, int most, @Nullable Duration length) {}

  /** What is due now, the longest first; what can't be handed out any more fails. */
  List<Lease> take(Wish wish) {
    FeedTerms terms = settings.terms(wish.key.feed());
    Duration length = wish.length == null ? terms.lease() : wish.length;
    while (true) {
      Taken taken =
          transactions.run(
              "lease from a feed", connection -> take(connection, wish, terms, length));
      if (!taken.leases.isEmpty() || taken.failed == 0) {
        return taken.leases;
      }
    }
  }

  private record Taken(List<Lease> leases, int failed) {}

  private record Due(UUID messageId, int deliveries, @Nullable Instant expiresAt, boolean late) {}

  private Taken take(Connection connection, Wish wish, FeedTerms terms, Duration length)
      throws SQLException {
    List<Due> due = due(connection, wish);
    if (due.isEmpty()) {
      return new Taken(List.of(), 0);
    }
    Map<UUID, String> lapsed = lapsed(connection, due);
    Map<UUID, Reason> failed = new HashMap<>();
    List<Due> good = new ArrayList<>();
    for (Due each : due) {
      if (each.late) {
        failed.put(each.messageId, new TraceReason.FeedExpired(each.expiresAt));
      } else if (each.deliveries >= terms.deliveries()) {
        failed.put(each.messageId, usedUp(wish.key.feed(), each, lapsed.get(each.messageId)));
      } else {
        good.add(each);
      }
    }
    ends.fail(connection, failed);
    return new Taken(handOut(connection, wish, length, good, lapsed), failed.size());
  }

  private static Reason usedUp(String feed, Due due, @Nullable String consumer) {
    return new TraceReason.GivenUp(
        due.deliveries,
        consumer == null
            ? new TraceReason.FeedDeliveriesUsedUp(feed, due.deliveries)
            : new TraceReason.FeedLeaseLapsed(feed, consumer, due.deliveries));
  }

  private static List<Due> due(Connection connection, Wish wish) throws SQLException {
    List<Due> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setString(1, wish.key.feed());
      statement.setBoolean(2, wish.key.test());
      statement.setInt(3, wish.most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  row.getObject("message_id", UUID.class),
                  row.getInt("deliveries"),
                  FeedRows.instant(row, "expires_at"),
                  row.getBoolean("late")));
        }
      }
    }
    return due;
  }

  /** The leases that nobody has any more, and who had them. */
  private static Map<UUID, String> lapsed(Connection connection, List<Due> due)
      throws SQLException {
    Map<UUID, String> lapsed = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LAPSED);
        ResultSet row =
            new Columns<>(connection, due).uuid(Due::messageId).bind(statement).executeQuery()) {
      while (row.next()) {
        lapsed.put(row.getObject(1, UUID.class), row.getString(2));
      }
    }
    return lapsed;
  }

  private List<Lease> handOut(
      Connection connection, Wish wish, Duration length, List<Due> good, Map<UUID, String> lapsed)
      throws SQLException {
    if (good.isEmpty()) {
      return List.of();
    }
    double seconds = length.toMillis() / 1_000.0;
    Map<UUID, Instant> until = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(HAND_OUT)) {
      statement.setDouble(1, seconds);
      statement.setArray(2, FeedRows.ids(connection, good, Due::messageId));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          until.put(row.getObject(1, UUID.class), FeedRows.instantOf(row, "due_at"));
        }
      }
    }
    List<Lease> leases =
        good.stream()
            .map(each ->
                new Lease(
                    each.messageId,
                    UUID.randomUUID(),
                    Objects.requireNonNull(until.get(each.messageId)),
                    each.deliveries + 1))
            .toList();
    write(connection, wish, seconds, leases);
    tell(connection, wish, leases, lapsed);
    return leases;
  }

  private static void write(Connection connection, Wish wish, double seconds, List<Lease> leases)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEASE)) {
      statement.setString(1, wish.key.feed());
      statement.setString(2, wish.consumer);
      statement.setDouble(3, seconds);
      statement.setArray(4, FeedRows.ids(connection, leases, Lease::messageId));
      statement.setArray(5, FeedRows.ids(connection, leases, Lease::token));
      statement.executeUpdate();
    }
  }

  /** The first time, and each time that it had to come back by itself. */
  private void tell(Connection connection, Wish wish, List<Lease> leases, Map<UUID, String> lapsed)
      throws SQLException {
    Instant now = clock.instant();
    List<TraceBatch.Step> steps = new ArrayList<>();
    for (Lease lease : leases) {
      String before = lapsed.get(lease.messageId());
      if (before != null) {
        steps.add(
            FeedRows.step(
                lease.messageId(),
                now,
                MessageState.SENT,
                new TraceReason.FeedLeaseLapsed(wish.key.feed(), before, lease.delivery() - 1),
                null));
      } else if (lease.delivery() == 1) {
        steps.add(
            FeedRows.step(
                lease.messageId(),
                now,
                MessageState.SENT,
                new TraceReason.FeedLeased(wish.key.feed(), wish.consumer),
                null));
      }
    }
    traces.append(connection, steps);
  }
}
