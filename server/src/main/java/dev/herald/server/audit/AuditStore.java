package dev.herald.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of entries. */
@Repository
class AuditStore {
  private static final int BATCH = 1_000;

  /** Nothing but the end of the chain is locked under it, and only until the commit. */
  private static final long LOCK = 0x6865726c_61756474L;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  AuditStore(JdbcTemplate template) {
    this.template = template;
    this.jdbc = JdbcClient.create(template);
  }

  /** Where the chain ends. */
  record Head(long position, byte[] hash) {}

  /** Keeps every other transaction from adding entries until this one is over. */
  Head lockedHead() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query((_, _) -> 0).single();
    return head();
  }

  Head head() {
    return jdbc.sql("select position, hash from audit_entry order by position desc limit 1")
        .query((row, _) -> new Head(row.getLong(1), row.getBytes(2)))
        .optional()
        .orElseGet(() -> new Head(0, AuditChain.START));
  }

  void append(List<AuditEntry.Linked> entries) {
    template.batchUpdate(
        """
        insert into audit_entry
          (position, at, actor, actor_id, name, address, action, subject, detail, hash)
        values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as json), ?)
        """,
        entries,
        BATCH,
        (row, linked) -> {
          AuditEntry entry = linked.entry();
          row.setLong(1, entry.position());
          row.setTimestamp(2, Timestamp.from(entry.at()));
          row.setString(3, entry.actor());
          row.setString(4, entry.actorId());
          row.setString(5, entry.name());
          row.setString(6, entry.address());
          row.setString(7, entry.action());
          row.setString(8, entry.subject());
          row.setString(9, entry.detail());
          row.setBytes(10, linked.hash());
        });
  }

  /** Newest first. */
  List<AuditEntry> list(AuditFilter filter, int most) {
    return jdbc
        .sql(
            """
            select * from audit_entry
            where (cast(:actor as text) is null or name = :actor)
              and (cast(:action as text) is null or action = :action
                or action like replace(:action, '_', '\\_') || '.%')
              and (cast(:subject as text) is null or subject = :subject)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
              and position < :before
            order by position desc limit :most
            """)
        .param("actor", filter.actor())
        .param("action", filter.action())
        .param("subject", filter.subject())
        .param("from", timestamp(filter.from()))
        .param("to", timestamp(filter.to()))
        .param("before", filter.before())
        .param("most", most)
        .query(AuditStore::linked)
        .list()
        .stream()
        .map(AuditEntry.Linked::entry)
        .toList();
  }

  /** Up to {@code most} entries from a position on, oldest first. */
  void walk(long from, int most, Consumer<AuditEntry.Linked> each) {
    jdbc.sql("select * from audit_entry where position >= :from order by position limit :most")
        .param("from", from)
        .param("most", most)
        .query(AuditStore::linked)
        .list()
        .forEach(each);
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static AuditEntry.Linked linked(ResultSet row, int number) throws SQLException {
    return new AuditEntry.Linked(
        new AuditEntry(
            row.getLong("position"),
            row.getTimestamp("at").toInstant(),
            row.getString("actor"),
            row.getString("actor_id"),
            row.getString("name"),
            row.getString("address"),
            row.getString("action"),
            row.getString("subject"),
            row.getString("detail")),
        row.getBytes("hash"));
  }
}
