package dev.herald.spring.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code herald_outbox}. Times are milliseconds of the application's clock: no database
 * and no driver reads a time zone into them. A row whose {@code due_at} is null is parked.
 */
final class OutboxTable {
  private static final int COUNTED = 10_000;
  private static final int LONGEST_REASON = 2_000;

  private final JdbcTemplate jdbc;
  private final DataSource dataSource;
  private final Clock clock;
  private volatile @Nullable RowLocks locks;

  OutboxTable(DataSource dataSource, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** A row that is to be written. */
  record NewRow(UUID id, String submission) {}

  void insert(List<NewRow> rows) {
    long now = clock.millis();
    jdbc.batchUpdate(
        """
        insert into herald_outbox (id, submission, created_at, due_at, attempts)
        values (?, ?, ?, ?, 0)
        """,
        rows,
        rows.size(),
        (statement, row) -> {
          statement.setString(1, row.id().toString());
          statement.setString(2, row.submission());
          statement.setLong(3, now);
          statement.setLong(4, now);
        });
  }

  /**
   * Whether the connection in use is within a transaction. One that was begun at another DataSource
   * leaves it committing by itself.
   */
  boolean isInTransaction() {
    ConnectionCallback<Boolean> manual = connection -> !connection.getAutoCommit();
    return Boolean.TRUE.equals(jdbc.execute(manual));
  }

  /** The oldest that are due, locked until the transaction ends. */
  List<OutboxRow> claim(int most) {
    String oldest =
        """
        select id, submission, attempts from herald_outbox
        where due_at <= ? order by due_at, id limit ?
        """;
    return jdbc.query(
        oldest + locks().clause(),
        (row, number) -> new OutboxRow(row.getString(1), row.getString(2), row.getInt(3)),
        clock.millis(),
        most);
  }

  /**
   * Asked for at first use, so that a database that is away for a while is no obstacle to start.
   */
  private RowLocks locks() {
    RowLocks known = locks;
    if (known == null) {
      known = RowLocks.of(dataSource);
      locks = known;
    }
    return known;
  }

  void delete(List<OutboxRow> rows) {
    jdbc.batchUpdate(
        "delete from herald_outbox where id = ?",
        rows,
        Math.max(1, rows.size()),
        (statement, row) -> statement.setString(1, row.id()));
  }

  void tryLater(OutboxRow row, Duration pause, String reason) {
    jdbc.update(
        "update herald_outbox set attempts = ?, due_at = ?, reason = ? where id = ?",
        row.attempts() + 1,
        clock.millis() + pause.toMillis(),
        shortened(reason),
        row.id());
  }

  void park(OutboxRow row, String reason) {
    jdbc.update(
        "update herald_outbox set due_at = null, parked_at = ?, reason = ? where id = ?",
        clock.millis(),
        shortened(reason),
        row.id());
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }

  List<ParkedRow> parked(int most) {
    return jdbc.query(
        """
        select id, submission, parked_at, reason from herald_outbox
        where due_at is null order by parked_at, id limit ?
        """,
        (row, number) ->
            new ParkedRow(
                UUID.fromString(row.getString(1)),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                String.valueOf(row.getString(4))),
        most);
  }

  boolean release(UUID id) {
    return jdbc.update(
            """
            update herald_outbox set due_at = ?, attempts = 0, parked_at = null, reason = null
            where id = ? and due_at is null
            """,
            clock.millis(),
            id.toString())
        > 0;
  }

  boolean discard(UUID id) {
    return jdbc.update("delete from herald_outbox where id = ? and due_at is null", id.toString())
        > 0;
  }

  long waiting() {
    return counted("due_at is not null");
  }

  long parkedCount() {
    return counted("due_at is null");
  }

  private long counted(String which) {
    Long count =
        jdbc.queryForObject(
            "select count(*) from (select id from herald_outbox where " + which + " limit ?) few",
            Long.class,
            COUNTED);
    return count == null ? 0 : count;
  }

  /** How long the first one in line waits; of those that are tried later, since when it is due. */
  Duration oldest() {
    Long due = jdbc.queryForObject("select min(due_at) from herald_outbox", Long.class);
    return due == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.millis() - due));
  }

  @Nullable String lastParkedReason() {
    return jdbc
        .queryForList(
            "select reason from herald_outbox where due_at is null order by parked_at desc limit 1",
            String.class)
        .stream()
        .findFirst()
        .orElse(null);
  }
}
