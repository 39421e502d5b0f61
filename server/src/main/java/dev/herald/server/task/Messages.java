package dev.herald.server.task;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds messages and their traces. */
@Repository
public class Messages {
  private static final String SELECT =
      """
      select %s, t.state as task_state, t.attempts as task_attempts, t.due_at as task_due_at,
        t.waits_for as task_waits_for,
        e.*
      from message m
      left join task t on t.id = m.id
      left join lateral (
        select * from event where event.message_id = m.id order by sequence desc limit 1) e on true
      """
          .formatted(MessageRows.COLUMNS);

  private final JdbcClient jdbc;
  private final MessageRows rows;
  private final Vault vault;

  Messages(JdbcClient jdbc, MessageRows rows, Vault vault) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.vault = vault;
  }

  /** With its whole trace. */
  public Optional<MessageRecord> find(UUID id) {
    return jdbc.sql(SELECT + "where m.id = ?")
        .param(id)
        .query((row, _) -> record(row, events(id), offspring(id)))
        .optional();
  }

  /** Newest first. */
  public List<MessageRecord> list(MessageFilter filter, int most) {
    Where where = new Where();
    where.and("m.application_id = ?", filter.applicationId());
    where.and("m.node_id = ?", filter.nodeId());
    where.and("m.tenant_id = ?", filter.tenantId());
    where.and("m.channel = ?", filter.channel());
    where.and("m.id >= ?", filter.from() == null ? null : Ids.first(filter.from()));
    where.and("m.id < ?", filter.to() == null ? null : Ids.first(filter.to()));
    where.and("m.id < ?", filter.before());
    if (!filter.recipientIds().isEmpty()) {
      where.and("m.recipient_id = any (?)", filter.recipientIds().toArray(UUID[]::new));
    }
    if (!filter.destinations().isEmpty()) {
      where.and(
          "m.destination_key = any (?)",
          filter.destinations().stream()
              .map(address -> vault.blindIndex("destination", address))
              .toArray(UUID[]::new));
    }
    if (filter.state() != null) {
      where.state(filter.state());
    }
    where.parameters.add(most);
    return jdbc.sql(SELECT + where.text() + " order by m.id desc limit ?")
        .params(where.parameters)
        .query((row, _) -> record(row, List.of(), List.of()))
        .list();
  }

  /** Conditions with their parameters. */
  private static final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    void and(String condition, @Nullable Object parameter) {
      if (parameter != null) {
        conditions.add(condition);
        parameters.add(parameter);
      }
    }

    void state(MessageState state) {
      and("coalesce(t.state, e.state) = ?", state.name());
      switch (state) {
        case PENDING, SENDING -> and("m.id in (select id from task where state = ?)", state.name());
        case FAILED, EXPIRED, CANCELLED, SUPPRESSED, UNKNOWN, UNDELIVERED ->
            conditions.add(
                "m.id in (select message_id from event where state = '%s')".formatted(state));
        case SENT, DELIVERED -> conditions.add("t.id is null");
      }
    }

    String text() {
      return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    }
  }

  private MessageRecord record(
      ResultSet row, List<TraceEvent> events, List<MessageRecord.Offspring> offspring)
      throws SQLException {
    TraceEvent latest = row.getObject("message_id") == null ? null : EventRows.read(row);
    String taskState = row.getString("task_state");
    return new MessageRecord(
        rows.read(row),
        taskState != null
            ? MessageState.valueOf(taskState)
            : latest == null ? MessageState.PENDING : latest.state(),
        taskState != null ? row.getInt("task_attempts") : attempts(latest),
        MessageRows.instant(row, "task_due_at"),
        row.getString("task_waits_for"),
        latest,
        events,
        offspring);
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
