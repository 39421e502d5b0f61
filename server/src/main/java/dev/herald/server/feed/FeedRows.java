package dev.herald.server.feed;

import dev.herald.channel.Reason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceBatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the stores of feeds have in common. */
final class FeedRows {
  private FeedRows() {}

  static <T> Array ids(Connection connection, List<T> rows, Function<T, UUID> id)
      throws SQLException {
    return connection.createArrayOf("uuid", rows.stream().map(id).toArray());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant instantOf(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instant(row, column));
  }

  static TraceBatch.Step step(
      UUID messageId, Instant at, MessageState state, Reason reason, @Nullable Instant nextAt) {
    return new TraceBatch.Step(
        messageId,
        new TraceEvent(at, TraceEvent.Kind.RECEIPT, state, reason, null, nextAt, null, null));
  }
}
