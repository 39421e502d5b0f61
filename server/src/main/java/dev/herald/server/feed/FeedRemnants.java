package dev.herald.server.feed;

import dev.herald.server.task.Remnants;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What feeds have of messages that go. */
@Component
class FeedRemnants implements Remnants {
  private final JdbcClient jdbc;

  FeedRemnants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "feedEntries";
  }

  @Override
  public int erase(List<UUID> messages) {
    UUID[] ids = messages.toArray(UUID[]::new);
    jdbc.sql("delete from feed_lease where message_id = any (?)").param(ids).update();
    jdbc.sql("delete from feed_order where message_id = any (?)").param(ids).update();
    return jdbc.sql("delete from feed_entry where message_id = any (?)").param(ids).update();
  }
}
