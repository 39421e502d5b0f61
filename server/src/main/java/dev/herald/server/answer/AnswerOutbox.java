package dev.herald.server.answer;

import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.EventRows;
import dev.herald.server.task.store.MessageRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps that somebody wants to hear of, as the database noted them. */
@Component
class AnswerOutbox {
  private static final String TAKE =
      """
      with next as (
        select message_id, sequence from answer_outbox
        order by message_id, sequence limit ? for update skip locked
      ), taken as (
        delete from answer_outbox o using next
        where (o.message_id, o.sequence) = (next.message_id, next.sequence)
        returning o.message_id, o.sequence
      )
      select taken.sequence, a.code as application_code, c.code as tenant_code,
        n.code as node_code, %s, e.at, e.kind, e.state, e.reason, e.reason_code, e.reason_with,
        e.attempt, e.source_id, e.outcome, e.fault, e.duration_ms, e.status, e.answer,
        e.provider_id, e.next_at, e.related_id, e.actor, e.call_id, e.call_messages
      from taken
      cross join lateral (select * from message where id = taken.message_id offset 0) m
      left join lateral (
        select * from event
        where message_id = taken.message_id and sequence = taken.sequence offset 0) e on true
      join application a on a.id = m.application_id
      join tenant c on c.id = m.tenant_id
      join node n on n.id = m.node_id
      """
          .formatted(MessageRows.COLUMNS);

  /**
   * A step of a message's trace with what an answer says of its message.
   *
   * @param application by code, as are {@code tenant} and {@code node}
   * @param event null: the message was accepted
   */
  record TracedStep(
      NewMessage message,
      String application,
      String tenant,
      String node,
      int sequence,
      @Nullable TraceEvent event) {}

  private final MessageRows messages;

  AnswerOutbox(MessageRows messages) {
    this.messages = messages;
  }

  /** Takes some out, oldest messages first; others that take meanwhile get others. */
  List<TracedStep> take(Connection connection, int most) throws SQLException {
    List<TracedStep> steps = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setInt(1, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          steps.add(
              new TracedStep(
                  messages.read(row),
                  row.getString("application_code"),
                  row.getString("tenant_code"),
                  row.getString("node_code"),
                  row.getInt("sequence"),
                  row.getString("kind") == null ? null : EventRows.read(row)));
        }
      }
    }
    return steps;
  }
}
