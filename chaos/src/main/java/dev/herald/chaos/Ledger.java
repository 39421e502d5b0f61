package dev.herald.chaos;

import dev.herald.chaos.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database's book, read without the server's help. */
final class Ledger {
  private static final String MESSAGES =
      """
      select m.id, m.channel, m.origin_id is null as root, m.expires_at, t.id is not null as open
      from message m left join task t on t.id = m.id
      where m.id >= ? order by m.id
      """;
  private static final String EVENTS =
      """
      select message_id, sequence, kind, state, coalesce(attempt, 0) as attempt,
        coalesce(outcome, '') as outcome, next_at is not null as has_next, related_id
      from event where message_id >= ? order by message_id, sequence
      """;

  private static final String ENDED_LEASES = "select count(*) from process where ended_at >= ?";

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /** All messages since then. */
  Map<UUID, Trace> traces(Instant since) throws SQLException {
    UUID first = new UUID((since.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Map<UUID, List<Trace.Step>> steps = steps(connection, first);
      return messages(connection, first, steps);
    }
  }

  /** Whether a process was taken for ended since then. */
  boolean hasEndedLease(Instant since) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(ENDED_LEASES)) {
      statement.setObject(1, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1) > 0;
      }
    }
  }

  private static Map<UUID, List<Trace.Step>> steps(Connection connection, UUID first)
      throws SQLException {
    Map<UUID, List<Trace.Step>> steps = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
      statement.setObject(1, first);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          steps
              .computeIfAbsent(row.getObject("message_id", UUID.class), _ -> new ArrayList<>())
              .add(
                  new Trace.Step(
                      row.getInt("sequence"),
                      row.getString("kind"),
                      row.getString("state"),
                      row.getInt("attempt"),
                      row.getString("outcome"),
                      row.getBoolean("has_next"),
                      row.getObject("related_id", UUID.class)));
        }
      }
    }
    return steps;
  }

  private static Map<UUID, Trace> messages(
      Connection connection, UUID first, Map<UUID, List<Trace.Step>> steps) throws SQLException {
    Map<UUID, Trace> traces = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
      statement.setObject(1, first);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject("id", UUID.class);
          traces.put(
              id,
              new Trace(
                  id,
                  row.getString("channel"),
                  row.getBoolean("root"),
                  instant(row.getObject("expires_at", OffsetDateTime.class)),
                  row.getBoolean("open"),
                  steps.getOrDefault(id, List.of())));
        }
      }
    }
    return traces;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
