package dev.herald.server.message;

import dev.herald.server.task.Remnants;
import dev.herald.server.task.store.MessageRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at the unmasked data of which message. */
@Repository
public class RevealLog implements Remnants {
  private final JdbcClient jdbc;

  RevealLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public record Look(Instant at, String actor) {}

  /** To be called before the data is shown. */
  public void record(UUID messageId, String actor) {
    jdbc.sql("insert into message_look (message_id, actor) values (?, ?)")
        .params(messageId, actor)
        .update();
  }

  @Override
  public String name() {
    return "looks";
  }

  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql("delete from message_look where message_id = any (?)")
        .param(messages.toArray(UUID[]::new))
        .update();
  }

  /** Oldest first. */
  public List<Look> at(UUID messageId) {
    return jdbc.sql("select at, actor from message_look where message_id = ? order by at")
        .param(messageId)
        .query((row, _) ->
            new Look(
                Objects.requireNonNull(MessageRows.instant(row, "at")), row.getString("actor")))
        .list();
  }
}
