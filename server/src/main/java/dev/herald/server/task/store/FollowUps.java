package dev.herald.server.task.store;

import dev.herald.server.platform.database.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which sources' messages are asked about once they were taken. Of those it is written down in the
 * transaction that says that they were; of all others nothing is.
 */
@Component
public class FollowUps {
  private static final String INSERT =
      """
      insert into follow_up (message_id, source_id, due_at)
      select id, source_id, now() + seconds * interval '1 second'
      from unnest(?::uuid[], ?::uuid[], ?::int[]) as taken (id, source_id, seconds)
      on conflict (message_id) do nothing
      """;

  private final Map<UUID, Duration> followed = new ConcurrentHashMap<>();

  /**
   * @param after how long after a message was taken it is asked about; null: never
   */
  public void of(UUID sourceId, @Nullable Duration after) {
    if (after == null) {
      followed.remove(sourceId);
    } else {
      followed.put(sourceId, after);
    }
  }

  /** A message that a source's provider took. */
  record Taken(UUID messageId, UUID sourceId) {}

  boolean isFollowed(UUID sourceId) {
    return followed.containsKey(sourceId);
  }

  void write(Connection connection, List<Taken> taken) throws SQLException {
    if (taken.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      new Columns<>(connection, taken)
          .uuid(Taken::messageId)
          .uuid(Taken::sourceId)
          .number(each ->
              (int) followed.getOrDefault(each.sourceId(), Duration.ofMinutes(1)).toSeconds())
          .bind(statement)
          .executeUpdate();
    }
  }
}
