package dev.herald.server.search;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.EventRows;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds messages and their traces. */
@Repository
public class Messages {
  /** Longer than a submission is planned before its messages get their ids. */
  private static final Duration PLANNING = Duration.ofSeconds(20);

  private static final String VIEW =
      """
      %s, t.state as task_state, t.attempts as task_attempts, t.due_at as task_due_at,
        t.waits_for as task_waits_for, t.waits_for_code as task_waits_for_code,
        t.waits_for_with as task_waits_for_with, e.*
      """
          .formatted(MessageRows.COLUMNS);
  private static final String SELECT =
      """
      select %s from message m
      left join task t on t.id = m.id
      left join lateral (
        select * from event where event.message_id = m.id and kind <> 'REPLY'
          and reason_code is distinct from 'FEED_LEASED'
        order by sequence desc limit 1) e on true
      """
          .formatted(VIEW);

  private final JdbcClient jdbc;
  private final MessageRows rows;
  private final MessageSearch search;

  public Messages(JdbcClient jdbc, MessageRows rows, MessageSearch search) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.search = search;
  }

  /** Those that there are, without their traces, in no order. */
  public List<MessageRecord> all(List<UUID> ids) {
    return jdbc.sql(SELECT + "where m.id = any (?)")
        .param(ids.toArray(UUID[]::new))
        .query((row, _) -> record(row, List.of(), List.of(), 0))
        .list();
  }

  /** With its whole trace. */
  public Optional<MessageRecord> find(UUID id) {
    return jdbc.sql(SELECT + "where m.id = ?")
        .param(id)
        .query((row, _) -> record(row, List.of(), List.of(), 0))
        .optional()
        .map(found -> found.with(events(id), offspring(id), ahead(found)));
  }

  /**
   * What a search found.
   *
   * @param messages newest first
   * @param searchedTo the id that it went back to, when there may be more before it
   */
  public record Found(List<MessageRecord> messages, @Nullable UUID searchedTo) {
    /** Where to read on after a page of this size; null: it was the last. */
    public @Nullable UUID end(int size) {
      return messages.size() == size ? messages.getLast().message().id() : searchedTo;
    }
  }

  /** The newest that fit; fewer than asked for when finding more would take long. */
  public Found list(MessageFilter filter, int most) {
    MessageSearch.Way way = search.way(filter);
    List<MessageRecord> found =
        search.rows(
            filter,
            way,
            VIEW,
            "order by c.id desc limit " + most,
            (row, _) -> record(row, List.of(), List.of(), 0));
    return new Found(found, found.size() < most ? way.end() : null);
  }

  private MessageRecord record(
      ResultSet row, List<TraceEvent> events, List<MessageRecord.Offspring> offspring, int ahead)
      throws SQLException {
    TraceEvent latest = row.getObject("message_id") == null ? null : EventRows.read(row);
    String taskState = row.getString("task_state");
    NewMessage message = rows.read(row);
    return new MessageRecord(
        message,
        taskState != null
            ? MessageState.valueOf(taskState)
            : latest == null ? MessageState.PENDING : latest.state(),
        taskState != null ? row.getInt("task_attempts") : attempts(latest),
        dueAt(row, message),
        MessageRows.waitsFor(row, "task_"),
        ahead,
        latest,
        events,
        offspring);
  }

  /** A member of a digest goes with it; its own task is due a little later. */
  private static @Nullable Instant dueAt(ResultSet row, NewMessage message) throws SQLException {
    Instant due = MessageRows.instant(row, "task_due_at");
    Instant ofDigest = message.context().digest() == null ? null : message.dueAt();
    return due == null || ofDigest == null ? due : ofDigest;
  }

  private int ahead(MessageRecord found) {
    if (!found.isDue()) {
      return 0;
    }
    NewMessage message = found.message();
    return jdbc.sql(
            """
            select count(*) from (
              select from task
              where lane = :lane and tenant_id = :tenant and channel = :channel
                and owner is null and due_at < :due
              limit :most) before
            """)
        .param("lane", message.lane())
        .param("tenant", message.ownership().tenantId())
        .param("channel", message.context().route().channel().name())
        .param("due", Objects.requireNonNull(found.dueAt()).atOffset(ZoneOffset.UTC))
        .param("most", MessageRecord.MANY)
        .query(Integer.class)
        .single();
  }

  private static int attempts(@Nullable TraceEvent latest) {
    return latest == null || latest.call() == null ? 0 : latest.call().attempt();
  }

  private List<TraceEvent> events(UUID id) {
    return jdbc.sql("select * from event where message_id = ? order by sequence")
        .param(id)
        .query((row, _) -> EventRows.read(row))
        .list();
  }

  /** Which submission's messages, of those made within seconds of it, and what came of them. */
  public List<MessageRecord> ofRequest(UUID requestId, int most) {
    return ofRequest(requestId, requestId, most);
  }

  /**
   * As above.
   *
   * @param after the last message of the page before; the request itself: none
   */
  public List<MessageRecord> ofRequest(UUID requestId, UUID after, int most) {
    return jdbc.sql(
            SELECT
                + """
                where m.id > :after and m.id < :soon and m.request_id = :request
                order by m.id limit :most
                """)
        .param("request", requestId)
        .param("after", after)
        .param("soon", Ids.first(Ids.madeAt(requestId).plus(PLANNING)))
        .param("most", most)
        .query((row, _) -> record(row, List.of(), List.of(), 0))
        .list();
  }

  private List<MessageRecord.Offspring> offspring(UUID id) {
    return jdbc.sql("select id, origin, requested_by from message where origin_id = ? order by id")
        .param(id)
        .query((row, _) ->
            new MessageRecord.Offspring(
                row.getObject("id", UUID.class),
                Origin.Kind.valueOf(row.getString("origin")),
                row.getString("requested_by")))
        .list();
  }
}
