package dev.herald.server.receipt;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of messages whose providers are asked what became of them. */
@Repository
class FollowUpRows {
  private final JdbcClient jdbc;

  FollowUpRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param tries with this one
   */
  record Due(UUID messageId, UUID sourceId, int tries) {}

  /**
   * Lets go of those that are due and whose message is told of already, or gone.
   *
   * @return how many there were
   */
  @Transactional
  public int forgetTold(int most) {
    return jdbc.sql(
            """
            delete from follow_up using (
              select message_id as id from follow_up where due_at <= now()
              order by due_at limit ? for update skip locked) as due
            where message_id = due.id and (
              select state from event where event.message_id = due.id
              order by sequence desc limit 1) is distinct from 'SENT'
            """)
        .param(most)
        .update();
  }

  /** Those that are due; nobody else takes them within ten minutes. */
  @Transactional
  public List<Due> due(int most) {
    return jdbc.sql(
            """
            update follow_up set due_at = now() + interval '10 minutes', tries = tries + 1
            where message_id in (
              select message_id from follow_up where due_at <= now()
              order by due_at limit ? for update skip locked)
            returning message_id, source_id, tries
            """)
        .param(most)
        .query(Due.class)
        .list();
  }

  void again(UUID messageId, Duration pause) {
    jdbc.sql("update follow_up set due_at = now() + ? * interval '1 second' where message_id = ?")
        .params(pause.toSeconds(), messageId)
        .update();
  }

  void done(List<UUID> messageIds) {
    if (!messageIds.isEmpty()) {
      jdbc.sql("delete from follow_up where message_id = any (?)")
          .param(messageIds.toArray(UUID[]::new))
          .update();
    }
  }
}
