package dev.herald.server.task.store;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes messages away, or what they say and to whom. Joins the caller's transaction. What is still
 * to be done about a message must be done before: neither is for messages that have a task.
 */
@Component
public class MessageErasure {
  private final JdbcClient jdbc;

  public MessageErasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** With their traces. */
  public void delete(List<UUID> messages) {
    for (String table :
        List.of(
            "delete from message_variable where message_id = any (?)",
            "delete from event where message_id = any (?)",
            "delete from message where id = any (?)")) {
      jdbc.sql(table).param(messages.toArray(UUID[]::new)).update();
    }
  }

  /**
   * Leaves whose message it was by application, node and tenant, its states and their times. An
   * empty context opens nothing.
   */
  public void empty(List<UUID> messages) {
    for (String change :
        List.of(
            "delete from message_variable where message_id = any (?)",
            """
            update event set answer = null, provider_id = null
            where message_id = any (?) and (answer is not null or provider_id is not null)
            """,
            """
            update message set context = '', destination_key = null, recipient_id = null,
              reference_key = null, dedup_key = null
            where id = any (?)
            """)) {
      jdbc.sql(change).param(messages.toArray(UUID[]::new)).update();
    }
  }
}
