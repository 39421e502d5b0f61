package dev.herald.server.task.store;

import dev.herald.server.platform.database.Columns;
import dev.herald.server.task.Escalation;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Notes when the next channel of a message is used unless something is told of it, as it is saved.
 * Messages of nodes that do not escalate have no row here and cost nothing.
 */
final class EscalationRows {
  private static final String INSERT =
      """
      insert into escalation (message_id, due_at)
      select id, coalesce(from_at, now()) + seconds * interval '1 second'
      from unnest(?::uuid[], ?::timestamptz[], ?::int[]) as planned (id, from_at, seconds)
      on conflict do nothing
      """;
  private static final String WAIT =
      """
      update escalation set due_at = later.due_at
      from unnest(?::uuid[], ?::timestamptz[]) as later (id, due_at)
      where escalation.message_id = later.id
      """;

  private EscalationRows() {}

  private record Planned(UUID messageId, NewMessage message, Escalation rule) {}

  static void insert(Connection connection, List<NewMessage> messages) throws SQLException {
    List<Planned> planned = new ArrayList<>();
    for (NewMessage message : messages) {
      MessageContext context = message.context();
      Escalation rule = context.escalation();
      if (rule != null && context.digest() == null && !context.fallback().isEmpty()) {
        planned.add(new Planned(message.id(), message, rule));
      }
    }
    if (!planned.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        new Columns<>(connection, planned)
            .uuid(Planned::messageId)
            .time(each -> each.message.dueAt())
            .number(each -> Math.toIntExact(each.rule.after().toSeconds()))
            .bind(statement)
            .executeUpdate();
      }
    }
  }

  /** A message that is looked at again later. */
  record Later(UUID messageId, Instant at) {}

  static void wait(Connection connection, List<Later> later) throws SQLException {
    if (!later.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(WAIT)) {
        new Columns<>(connection, later)
            .uuid(Later::messageId)
            .time(Later::at)
            .bind(statement)
            .executeUpdate();
      }
    }
  }
}
