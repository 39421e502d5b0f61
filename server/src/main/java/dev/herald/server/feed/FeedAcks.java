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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What consumers say of the messages that they have. What is said by a lease that is another's by
 * now changes nothing; one that has lapsed counts for as long as nobody else has the message.
 */
@Component
class FeedAcks {
  /** In one order, and before the leases: whoever hands messages out locks them in that order. */
  private static final String LOCK =
      """
      select e.message_id, e.deliveries from feed_entry e
      where e.message_id = any (array(
        select message_id from feed_lease where token = any (?) and feed = ?))
      order by e.message_id for update
      """;

  private static final String ACK =
      """
      update feed_lease set acked_at = now()
      where token = any (?) and feed = ? and acked_at is null returning token, message_id, consumer
      """;
  private static final String ACKED =
      "select token from feed_lease where token = any (?) and feed = ? and acked_at is not null";
  private static final String RETURN =
      """
      delete from feed_lease where token = any (?) and feed = ? and acked_at is null
      returning token, message_id, consumer
      """;
  private static final String EXTEND =
      """
      update feed_lease set until = now() + make_interval(secs => ?)
      where token = any (?) and feed = ? and acked_at is null returning token, message_id, consumer
      """;
  private static final String DUE_LATER =
      """
      update feed_entry set due_at = now() + make_interval(secs => ?) where message_id = any (?)
      """;

  private final Transactions transactions;
  private final FeedSettings settings;
  private final FeedEnds ends;
  private final TraceBatch traces;
  private final Clock clock;

  FeedAcks(
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

  private record Held(UUID token, UUID messageId, String consumer) {}

  /**
   * The messages are done with. Acking again by the same lease is answered as the first time.
   *
   * @return the leases that it counts for
   */
  Set<UUID> ack(String feed, List<UUID> tokens) {
    return transactions.run("ack to a feed", connection -> ack(connection, feed, tokens));
  }

  private Set<UUID> ack(Connection connection, String feed, List<UUID> tokens) throws SQLException {
    Map<UUID, Integer> deliveries = lock(connection, feed, tokens);
    List<Held> held = held(connection, ACK, feed, tokens);
    Map<UUID, Reason> done = new HashMap<>();
    for (Held each : held) {
      done.put(
          each.messageId,
          new TraceReason.FeedAcked(
              feed, each.consumer, deliveries.getOrDefault(each.messageId, 1)));
    }
    ends.end(connection, MessageState.DELIVERED, done);
    Set<UUID> counted = tokens(held);
    if (counted.size() < tokens.size()) {
      counted.addAll(acked(connection, feed, tokens));
    }
    return counted;
  }

  /**
   * The messages are to be handed out again after a delay, or fail when that was the last time.
   *
   * @return the leases that it counts for
   */
  Set<UUID> giveBack(String feed, List<UUID> tokens, Duration delay) {
    FeedTerms terms = settings.terms(feed);
    return transactions.run(
        "give back to a feed", connection -> giveBack(connection, feed, tokens, delay, terms));
  }

  private Set<UUID> giveBack(
      Connection connection, String feed, List<UUID> tokens, Duration delay, FeedTerms terms)
      throws SQLException {
    Map<UUID, Integer> deliveries = lock(connection, feed, tokens);
    List<Held> held = held(connection, RETURN, feed, tokens);
    Instant now = clock.instant();
    Map<UUID, Reason> failed = new HashMap<>();
    List<UUID> again = new ArrayList<>();
    List<TraceBatch.Step> steps = new ArrayList<>();
    for (Held each : held) {
      int times = deliveries.getOrDefault(each.messageId, 1);
      Reason given = new TraceReason.FeedGivenBack(feed, each.consumer);
      if (times >= terms.deliveries()) {
        failed.put(each.messageId, new TraceReason.GivenUp(times, given));
      } else {
        again.add(each.messageId);
        steps.add(FeedRows.step(each.messageId, now, MessageState.SENT, given, now.plus(delay)));
      }
    }
    dueLater(connection, again, delay);
    traces.append(connection, steps);
    ends.fail(connection, failed);
    return tokens(held);
  }

  /**
   * The leases end so much later than now.
   *
   * @return those that it counts for
   */
  Set<UUID> extend(String feed, List<UUID> tokens, Duration length) {
    return transactions.run(
        "extend leases of a feed", connection -> extend(connection, feed, tokens, length));
  }

  private static Set<UUID> extend(
      Connection connection, String feed, List<UUID> tokens, Duration length) throws SQLException {
    lock(connection, feed, tokens);
    List<Held> held = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
      statement.setDouble(1, seconds(length));
      bind(connection, statement, 2, feed, tokens);
      collect(statement, held);
    }
    dueLater(connection, held.stream().map(Held::messageId).toList(), length);
    return tokens(held);
  }

  private static Map<UUID, Integer> lock(Connection connection, String feed, List<UUID> tokens)
      throws SQLException {
    Map<UUID, Integer> deliveries = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      bind(connection, statement, 1, feed, tokens);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          deliveries.put(row.getObject(1, UUID.class), row.getInt(2));
        }
      }
    }
    return deliveries;
  }

  private static List<Held> held(Connection connection, String sql, String feed, List<UUID> tokens)
      throws SQLException {
    List<Held> held = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, 1, feed, tokens);
      collect(statement, held);
    }
    return held;
  }

  private static void collect(PreparedStatement statement, List<Held> held) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        held.add(
            new Held(
                row.getObject("token", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("consumer")));
      }
    }
  }

  private static Set<UUID> acked(Connection connection, String feed, List<UUID> tokens)
      throws SQLException {
    Set<UUID> acked = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(ACKED)) {
      bind(connection, statement, 1, feed, tokens);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          acked.add(row.getObject(1, UUID.class));
        }
      }
    }
    return acked;
  }

  private static void dueLater(Connection connection, List<UUID> ids, Duration after)
      throws SQLException {
    if (!ids.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(DUE_LATER)) {
        statement.setDouble(1, seconds(after));
        statement.setArray(2, FeedRows.ids(connection, ids, id -> id));
        statement.executeUpdate();
      }
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int at, String feed, List<UUID> tokens)
      throws SQLException {
    statement.setArray(at, FeedRows.ids(connection, tokens, token -> token));
    statement.setString(at + 1, feed);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static Set<UUID> tokens(List<Held> held) {
    Set<UUID> tokens = new HashSet<>();
    held.forEach(each -> tokens.add(each.token));
    return tokens;
  }
}
