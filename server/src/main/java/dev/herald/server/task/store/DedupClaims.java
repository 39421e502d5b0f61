package dev.herald.server.task.store;

import dev.herald.server.platform.database.Columns;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Saved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may send a content to a destination within a node's dedup window. */
@Component
class DedupClaims {
  private static final String CLAIM =
      """
      insert into dedup as held (key, message_id, until)
      select key, message_id, now() + make_interval(secs => seconds)
      from unnest(?::uuid[], ?::uuid[], ?::int[]) as wanted (key, message_id, seconds)
      on conflict (key) do update set message_id = excluded.message_id, until = excluded.until
      where held.until <= now()
      returning key
      """;
  private static final String HOLDERS =
      """
      select held.key, held.message_id,
        coalesce(task.state, (select state from event where event.message_id = held.message_id
          order by sequence desc limit 1), 'PENDING') as state
      from dedup held
      left join lateral (select state from task where task.id = held.message_id limit 1) task on true
      where held.key = any(?)
      """;
  private static final String RELEASE_OF_MESSAGE =
      """
      delete from dedup using message
      where message.id = ? and dedup.key = message.dedup_key and dedup.message_id = message.id
      """;
  private static final String RELEASE =
      """
      delete from dedup held using unnest(?::uuid[], ?::uuid[]) as given (key, message_id)
      where held.key = any (array[given.key])
        and held.message_id is not distinct from given.message_id
      """;

  private record Holder(UUID messageId, MessageState state) {}

  /**
   * Claims the window for each message that asks for one.
   *
   * @return the messages that must not be saved, each with the one that stands in its place
   */
  Map<UUID, Saved.Line> claim(Connection connection, List<NewMessage> messages)
      throws SQLException {
    Map<UUID, NewMessage> first = new HashMap<>();
    List<NewMessage> wanting = new ArrayList<>();
    for (NewMessage message : messages) {
      if (message.dedup() != null) {
        wanting.add(message);
        first.putIfAbsent(message.dedup().key(), message);
      }
    }
    if (wanting.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Holder> holders = holders(connection, HOLDERS, claimFirst(connection, first));
    Map<UUID, Saved.Line> duplicates = new HashMap<>();
    for (NewMessage message : wanting) {
      UUID key = dedup(message).key();
      Holder holder =
          holders.getOrDefault(
              key, new Holder(Objects.requireNonNull(first.get(key)).id(), MessageState.PENDING));
      if (!holder.messageId.equals(message.id())) {
        duplicates.put(message.id(), line(message, holder));
      }
    }
    return duplicates;
  }

  /**
   * What {@link #claim} would find, without claiming anything.
   *
   * @return as above
   */
  Map<UUID, Saved.Line> held(Connection connection, List<NewMessage> messages) throws SQLException {
    Map<UUID, NewMessage> first = new HashMap<>();
    Map<UUID, Saved.Line> duplicates = new HashMap<>();
    Set<UUID> keys = new HashSet<>();
    for (NewMessage message : messages) {
      if (message.dedup() != null) {
        keys.add(message.dedup().key());
      }
    }
    Map<UUID, Holder> holders = holders(connection, HOLDERS + "  and held.until > now()\n", keys);
    for (NewMessage message : messages) {
      if (message.dedup() != null) {
        UUID key = message.dedup().key();
        NewMessage before = first.putIfAbsent(key, message);
        Holder holder =
            before == null ? holders.get(key) : new Holder(before.id(), MessageState.PENDING);
        if (holder != null) {
          duplicates.put(message.id(), line(message, holders.getOrDefault(key, holder)));
        }
      }
    }
    return duplicates;
  }

  /** Claims in the order of the keys, so that two batches can't wait for each other. */
  private static Set<UUID> claimFirst(Connection connection, Map<UUID, NewMessage> first)
      throws SQLException {
    List<NewMessage> sorted =
        first.values().stream()
            .sorted(Comparator.comparing(message -> dedup(message).key()))
            .toList();
    Set<UUID> refused = new HashSet<>(first.keySet());
    try (PreparedStatement statement = connection.prepareStatement(CLAIM);
        ResultSet row =
            new Columns<>(connection, sorted)
                .uuid(message -> dedup(message).key())
                .uuid(NewMessage::id)
                .number(message -> Math.toIntExact(dedup(message).window().toSeconds()))
                .bind(statement)
                .executeQuery()) {
      while (row.next()) {
        refused.remove(row.getObject(1, UUID.class));
      }
    }
    return refused;
  }

  private static Map<UUID, Holder> holders(Connection connection, String of, Set<UUID> keys)
      throws SQLException {
    Map<UUID, Holder> holders = new HashMap<>();
    if (keys.isEmpty()) {
      return holders;
    }
    try (PreparedStatement statement = connection.prepareStatement(of)) {
      statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          holders.put(
              row.getObject(1, UUID.class),
              new Holder(row.getObject(2, UUID.class), MessageState.valueOf(row.getString(3))));
        }
      }
    }
    return holders;
  }

  /** Gives back the claims of messages that were not sent. */
  void release(Connection connection, List<NewMessage> messages) throws SQLException {
    List<NewMessage> holding = messages.stream().filter(m -> m.dedup() != null).toList();
    if (!holding.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
        new Columns<>(connection, holding)
            .uuid(message -> dedup(message).key())
            .uuid(NewMessage::id)
            .bind(statement)
            .executeUpdate();
      }
    }
  }

  /** Gives back what one message holds, if it holds something. */
  void release(Connection connection, UUID messageId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RELEASE_OF_MESSAGE)) {
      statement.setObject(1, messageId);
      statement.executeUpdate();
    }
  }

  private static NewMessage.Dedup dedup(NewMessage message) {
    return Objects.requireNonNull(message.dedup());
  }

  private static Saved.Line line(NewMessage message, Holder holder) {
    Route route = message.context().route();
    return new Saved.Line(
        holder.messageId, route.channel().name(), route.destination().masked(), holder.state, true);
  }
}
