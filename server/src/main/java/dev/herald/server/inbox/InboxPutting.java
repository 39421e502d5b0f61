package dev.herald.server.inbox;

import dev.herald.channel.Connector;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.source.OwnConnector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Puts messages into inboxes; those that are sent at the same time share a transaction. */
@Component
class InboxPutting implements OwnConnector, DisposableBean {
  private static final String WHOSE =
      """
      select m.id, m.application_id, m.tenant_id, m.expires_at
      from message m where m.id = any (?::uuid[])
      """;
  private static final String PUT =
      """
      insert into inbox_entry (message_id, owner, expires_at)
      select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) on conflict do nothing
      """;
  private static final GroupCommit.Settings SETTINGS =
      new GroupCommit.Settings(2, 500, 20_000, Duration.ofSeconds(5));

  private final Transactions transactions;
  private final Vault vault;
  private final GroupCommit<Put, Boolean> puts;

  InboxPutting(Transactions transactions, Vault vault) {
    this.transactions = transactions;
    this.vault = vault;
    this.puts = new GroupCommit<>("inbox-put", SETTINGS, _ -> 1, this::write);
  }

  private record Put(UUID messageId, String address, boolean test) {
    /** Without the address. */
    @Override
    public String toString() {
      return "put " + messageId;
    }
  }

  private record Whose(UUID applicationId, UUID tenantId, @Nullable Instant expiresAt) {}

  private record Entry(UUID messageId, Owner owner, @Nullable Instant expiresAt) {}

  @Override
  public Connector live() {
    return new InboxConnector(this, false);
  }

  @Override
  public Connector ofTests() {
    return new InboxConnector(this, true);
  }

  /**
   * Waits until it is durable. Putting again changes nothing.
   *
   * @return false: there is no such message
   */
  boolean put(UUID messageId, String address, boolean test) {
    return puts.write(new Put(messageId, address, test));
  }

  /** Taking back again changes nothing. */
  void takeBack(UUID messageId) {
    int _ =
        transactions.run(
            "take back from an inbox",
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("delete from inbox_entry where message_id = ?")) {
                statement.setObject(1, messageId);
                return statement.executeUpdate();
              }
            });
  }

  private List<Boolean> write(List<Put> batch) {
    return transactions.run("put into inboxes", connection -> put(connection, batch));
  }

  private List<Boolean> put(Connection connection, List<Put> batch) throws SQLException {
    Map<UUID, Whose> whose = whose(connection, batch);
    List<Entry> entries = new ArrayList<>();
    for (Put put : batch) {
      Whose of = whose.get(put.messageId);
      if (of != null) {
        entries.add(
            new Entry(
                put.messageId,
                Owner.of(vault, of.applicationId, of.tenantId, put.test, put.address),
                of.expiresAt));
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      new Columns<>(connection, entries)
          .uuid(Entry::messageId)
          .uuid(entry -> entry.owner.key())
          .time(Entry::expiresAt)
          .bind(statement)
          .executeUpdate();
    }
    return batch.stream().map(put -> whose.containsKey(put.messageId)).toList();
  }

  private static Map<UUID, Whose> whose(Connection connection, List<Put> batch)
      throws SQLException {
    Map<UUID, Whose> whose = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(WHOSE);
        ResultSet row =
            new Columns<>(connection, batch).uuid(Put::messageId).bind(statement).executeQuery()) {
      while (row.next()) {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        whose.put(
            row.getObject("id", UUID.class),
            new Whose(
                row.getObject("application_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                expires == null ? null : expires.toInstant()));
      }
    }
    return whose;
  }

  @Override
  public void destroy() {
    puts.close();
  }
}
