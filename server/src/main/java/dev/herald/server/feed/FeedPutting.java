package dev.herald.server.feed;

import dev.herald.channel.Connector;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.source.OwnConnector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Puts messages into feeds; those that are sent at the same time share a transaction. */
@Component
class FeedPutting implements OwnConnector, DisposableBean {
  private static final String PUT =
      """
      insert into feed_entry (message_id, feed, test, expires_at, ordering, position)
      select put.id, put.feed, put.test = 1, m.expires_at, o.ordering, o.position
      from unnest(?::uuid[], ?::text[], ?::int[]) as put (id, feed, test)
      join message m on m.id = put.id
      left join feed_order o on o.message_id = put.id
      on conflict do nothing
      """;
  private static final String PRESENT =
      "select message_id from feed_entry where message_id = any (?::uuid[])";
  private static final String NAME =
      "insert into feed (code) select distinct code from unnest(?::text[]) as named (code) order by code on conflict do nothing";
  private static final GroupCommit.Settings SETTINGS =
      new GroupCommit.Settings(2, 500, 20_000, Duration.ofSeconds(5));

  private final Transactions transactions;
  private final GroupCommit<Put, Boolean> puts;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  FeedPutting(Transactions transactions) {
    this.transactions = transactions;
    this.puts = new GroupCommit<>("feed-put", SETTINGS, _ -> 1, this::write);
  }

  private record Put(UUID messageId, FeedKey key) {}

  @Override
  public Connector live() {
    return new FeedConnector(this, false);
  }

  @Override
  public Connector ofTests() {
    return new FeedConnector(this, true);
  }

  /**
   * Waits until it is durable. Putting again changes nothing.
   *
   * @return false: there is no such message
   */
  boolean put(UUID messageId, FeedKey key) {
    return puts.write(new Put(messageId, key));
  }

  private List<Boolean> write(List<Put> batch) {
    Set<UUID> present = transactions.run("put into feeds", connection -> put(connection, batch));
    batch.forEach(put -> known.add(put.key.feed()));
    return batch.stream().map(put -> present.contains(put.messageId)).toList();
  }

  private Set<UUID> put(Connection connection, List<Put> batch) throws SQLException {
    List<Put> fresh = batch.stream().filter(put -> !known.contains(put.key.feed())).toList();
    if (!fresh.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(NAME)) {
        new Columns<>(connection, fresh).text(put -> put.key.feed()).bind(statement).execute();
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      new Columns<>(connection, batch)
          .uuid(Put::messageId)
          .text(put -> put.key.feed())
          .number(put -> put.key.test() ? 1 : 0)
          .bind(statement)
          .executeUpdate();
    }
    return present(connection, batch);
  }

  private static Set<UUID> present(Connection connection, List<Put> batch) throws SQLException {
    Set<UUID> present = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(PRESENT);
        ResultSet row =
            new Columns<>(connection, batch).uuid(Put::messageId).bind(statement).executeQuery()) {
      while (row.next()) {
        present.add(row.getObject(1, UUID.class));
      }
    }
    return present;
  }

  @Override
  public void destroy() {
    puts.close();
  }
}
