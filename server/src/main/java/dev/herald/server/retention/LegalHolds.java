package dev.herald.server.retention;

import dev.herald.server.directory.RecipientGuard;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Whose messages are kept for a court or an audit, whatever else says that they go. */
@Service
public class LegalHolds implements RecipientGuard {
  /** A hold of the message {@code m}. */
  static final String OF_MESSAGE =
      """
      select from legal_hold h
      where h.ended_at is null and h.tenant_id = m.tenant_id
        and (h.recipient_id is null or h.recipient_id = m.recipient_id)
      """;

  private final JdbcClient jdbc;

  LegalHolds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A hold.
   *
   * @param recipientId null: the whole tenant
   * @param subject the tenant's code, or as the audit log names the recipient
   * @param endedAt null: it lasts
   */
  record Hold(
      UUID id,
      UUID tenantId,
      @Nullable UUID recipientId,
      String subject,
      String reason,
      Instant madeAt,
      String madeBy,
      @Nullable Instant endedAt,
      @Nullable String endedBy) {}

  Hold add(
      UUID tenantId, @Nullable UUID recipientId, String subject, String reason, String madeBy) {
    return jdbc.sql(
            """
            insert into legal_hold (id, tenant_id, recipient_id, subject, reason, made_by)
            values (?, ?, ?, ?, ?, ?) returning *
            """)
        .params(Arrays.asList(Ids.next(), tenantId, recipientId, subject, reason, madeBy))
        .query(LegalHolds::hold)
        .single();
  }

  /**
   * @return false: there is none that lasts
   */
  boolean end(UUID id, String by) {
    return jdbc.sql(
                """
                update legal_hold set ended_at = now(), ended_by = ? where id = ?
                  and ended_at is null
                """)
            .params(by, id)
            .update()
        == 1;
  }

  /** Those that last first, then those that ended, newest first. */
  List<Hold> list() {
    return jdbc.sql(
            """
            select * from legal_hold order by ended_at is not null, id desc limit 1000
            """)
        .query(LegalHolds::hold)
        .list();
  }

  @Override
  public void requireFree(UUID tenantId, UUID recipientId) {
    requireNone(tenantId, Set.of(recipientId), List.of());
  }

  /**
   * @param recipients whose messages these are, or could be
   * @throws RequestProblem.Conflict when somebody holds the messages of one of the recipients, one
   *     of the messages, or all of the tenant
   */
  public void requireNone(UUID tenantId, Set<UUID> recipients, List<UUID> messages) {
    jdbc.sql(
            """
            select * from legal_hold
            where ended_at is null and tenant_id = :tenant
              and (recipient_id is null or recipient_id = any (:recipients) or recipient_id in (
                select recipient_id from message where id = any (:messages)))
            order by id limit 1
            """)
        .param("tenant", tenantId)
        .param("recipients", recipients.toArray(UUID[]::new))
        .param("messages", messages.toArray(UUID[]::new))
        .query(LegalHolds::hold)
        .optional()
        .ifPresent(hold -> {
          throw new RequestProblem.Conflict(
              new ProblemReason.HeldByLaw(hold.subject, hold.reason, hold.madeBy));
        });
  }

  /** Whether any message of it is held. */
  boolean hold(Partition partition) {
    return jdbc.sql(
            """
            select exists (
              select from legal_hold h
              where h.ended_at is null and exists (
                select from %1$s m
                where h.recipient_id is null and m.tenant_id = h.tenant_id
                union all
                select from %1$s m
                where m.recipient_id = h.recipient_id and m.tenant_id = h.tenant_id))
            """
                .formatted(partition.table("message")))
        .query(Boolean.class)
        .single();
  }

  private static Hold hold(ResultSet row, int number) throws SQLException {
    return new Hold(
        row.getObject("id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        row.getObject("recipient_id", UUID.class),
        row.getString("subject"),
        row.getString("reason"),
        Objects.requireNonNull(instant(row, "made_at")),
        row.getString("made_by"),
        instant(row, "ended_at"),
        row.getString("ended_by"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
