package dev.herald.server.inbox;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.Remnants;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of inboxes. Every statement names the owner. What has a task still is not there yet:
 * its reading could not be told.
 */
@Component
class InboxStore implements Remnants {
  /** Nobody reads a larger number. */
  static final int COUNTED = 100;

  private static final int BATCH = 500;
  private static final UUID NEWEST = new UUID(-1, -1);

  private static final String THERE =
      """
      e.owner = ? and (e.expires_at is null or e.expires_at > now())
        and not exists (select from task where task.id = any (array[e.message_id]))
      """;
  private static final String LIST =
      """
      select e.message_id, e.read_at, e.archived_at from inbox_entry e
      where %s and %%s and e.message_id < ? order by e.message_id desc limit ?
      """
          .formatted(THERE);
  private static final String UNREAD =
      """
      select count(*) from (select from inbox_entry e
        where %s and e.archived_at is null and e.read_at is null limit %d) unread
      """
          .formatted(THERE, COUNTED);
  private static final String READ =
      """
      with found as (
        select e.message_id, e.first_read_at from inbox_entry e
        where %s and e.read_at is null and %%s order by e.message_id for update),
      read as (
        update inbox_entry e set read_at = now(), first_read_at = coalesce(e.first_read_at, now())
        from found where e.message_id = found.message_id)
      select message_id, first_read_at is null as first from found
      """
          .formatted(THERE);

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final TraceBatch traces;
  private final Clock clock;

  InboxStore(JdbcClient jdbc, Transactions transactions, TraceBatch traces, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.traces = traces;
    this.clock = clock;
  }

  record Entry(UUID messageId, @Nullable Instant readAt, @Nullable Instant archivedAt) {}

  /** Which part of an inbox. */
  enum Part {
    ALL("e.archived_at is null"),
    UNREAD("e.archived_at is null and e.read_at is null"),
    ARCHIVED("e.archived_at is not null");

    private final String condition;

    Part(String condition) {
      this.condition = condition;
    }
  }

  /**
   * @param before null: from the newest
   * @return newest first
   */
  List<Entry> list(Owner owner, Part part, @Nullable UUID before, int most) {
    return jdbc.sql(LIST.formatted(part.condition))
        .params(owner.key(), before == null ? NEWEST : before, most)
        .query((row, _) ->
            new Entry(
                row.getObject("message_id", UUID.class),
                instant(row, "read_at"),
                instant(row, "archived_at")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** At most {@link #COUNTED}. */
  int unread(Owner owner) {
    return jdbc.sql(UNREAD).param(owner.key()).query(Integer.class).single();
  }

  boolean has(Owner owner, UUID messageId) {
    return jdbc.sql(
            "select exists (select from inbox_entry e where %s and e.message_id = ?)"
                .formatted(THERE))
        .params(owner.key(), messageId)
        .query(Boolean.class)
        .single();
  }

  /** The first reading of a message is its delivery, and its trace says so. */
  void read(Owner owner, UUID messageId) {
    transactions.run(
        "read in an inbox",
        connection -> read(connection, owner, READ.formatted("e.message_id = ?"), messageId));
  }

  void readAll(Owner owner) {
    String some =
        READ.formatted(
            """
            e.message_id = any (array(select e.message_id from inbox_entry e
              where %s and e.archived_at is null and e.read_at is null limit %d))
            """
                .formatted(THERE, BATCH));
    while (transactions.run(
            "read all in an inbox", connection -> read(connection, owner, some, owner.key()))
        == BATCH) {
      // The next ones.
    }
  }

  private int read(Connection connection, Owner owner, String sql, UUID which) throws SQLException {
    List<TraceBatch.Step> first = new ArrayList<>();
    int read = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, owner.key());
      statement.setObject(2, which);
      try (ResultSet row = statement.executeQuery()) {
        for (; row.next(); read++) {
          if (row.getBoolean("first")) {
            first.add(step(row.getObject("message_id", UUID.class)));
          }
        }
      }
    }
    traces.append(connection, first);
    return read;
  }

  private TraceBatch.Step step(UUID messageId) {
    return new TraceBatch.Step(
        messageId,
        new TraceEvent(
            clock.instant(),
            TraceEvent.Kind.RECEIPT,
            MessageState.DELIVERED,
            new TraceReason.InboxRead(),
            null,
            null,
            null,
            null));
  }

  void unread(Owner owner, UUID messageId) {
    jdbc.sql("update inbox_entry set read_at = null where owner = ? and message_id = ?")
        .params(owner.key(), messageId)
        .update();
  }

  void archive(Owner owner, UUID messageId) {
    jdbc.sql(
            """
            update inbox_entry set archived_at = coalesce(archived_at, now())
            where owner = ? and message_id = ?
            """)
        .params(owner.key(), messageId)
        .update();
  }

  @Override
  public String name() {
    return "inboxEntries";
  }

  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql("delete from inbox_entry where message_id = any (?)")
        .param(messages.toArray(UUID[]::new))
        .update();
  }

  /** Those whose messages are kept no longer. */
  void forget() {
    jdbc.sql(
            """
            delete from inbox_entry
            where message_id < (select id from message order by id limit 1)
              or expires_at < now() - interval '1 day'
            """)
        .update();
  }
}
