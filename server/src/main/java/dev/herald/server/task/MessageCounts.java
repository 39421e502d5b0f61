package dev.herald.server.task;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the messages that need attention. The others, sent and delivered, are most; counting them
 * would read every message there is, while this reads what is left to do and what went wrong.
 */
@Repository
public class MessageCounts {
  private final JdbcClient jdbc;

  MessageCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param unfinished by state: PENDING, SENDING or UNKNOWN
   * @param failed by state: ended, and not received by the provider or the recipient
   */
  public record Counts(Map<MessageState, Long> unfinished, Map<MessageState, Long> failed) {}

  /**
   * @param applicationId null: of every application
   * @param from accepted at or after; null: ever
   */
  public Counts count(@Nullable UUID applicationId, @Nullable Instant from) {
    UUID first = Ids.first(from == null ? Instant.EPOCH : from);
    return new Counts(
        counted(
            """
            select state, count(*) from task
            where id >= :first and (cast(:application as uuid) is null or exists (
              select from message m where m.id = task.id and m.application_id = :application))
            group by state
            """,
            applicationId,
            first),
        counted(
            """
            select state, count(*) from event
            where state in ('FAILED', 'EXPIRED', 'CANCELLED', 'SUPPRESSED', 'UNDELIVERED')
              and message_id >= :first
              and not exists (
                select from event later
                where later.message_id = event.message_id and later.sequence > event.sequence)
              and (cast(:application as uuid) is null or exists (
                select from message m
                where m.id = event.message_id and m.application_id = :application))
            group by state
            """,
            applicationId,
            first));
  }

  private Map<MessageState, Long> counted(String sql, @Nullable UUID applicationId, UUID first) {
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    jdbc.sql(sql)
        .param("application", applicationId)
        .param("first", first)
        .query(row -> {
          counts.put(MessageState.valueOf(row.getString(1)), row.getLong(2));
        });
    return counts;
  }
}
