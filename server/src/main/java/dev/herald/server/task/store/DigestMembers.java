package dev.herald.server.task.store;

import dev.herald.channel.Destination;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.DigestSlot;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notes which messages wait for their recipient's digest, as they are accepted. Others have no row
 * here and cost nothing.
 */
final class DigestMembers {
  /** So that lanes leave members alone until they were gathered. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final String INSERT =
      """
      insert into digest_member (message_id, digest_key, from_at, due_at)
      select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[])
      on conflict do nothing
      """;
  private static final String MOVE =
      "update digest_member set from_at = ?, due_at = ? where message_id = ?";

  private DigestMembers() {}

  private record Member(UUID messageId, UUID key, DigestSlot slot) {}

  /** When a lane takes a message up; null: at once. */
  static @Nullable Instant taskDue(NewMessage message) {
    Instant due = message.dueAt();
    return due != null && message.context().digest() != null ? due.plus(GRACE) : due;
  }

  static void insert(Connection connection, Vault vault, List<NewMessage> messages)
      throws SQLException {
    List<Member> members = new ArrayList<>();
    for (NewMessage message : messages) {
      DigestSlot slot = message.context().digest();
      if (slot != null) {
        members.add(new Member(message.id(), key(vault, message), slot));
      }
    }
    if (!members.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        new Columns<>(connection, members)
            .uuid(Member::messageId)
            .uuid(Member::key)
            .time(member -> member.slot.from())
            .time(member -> member.slot.at())
            .bind(statement)
            .executeUpdate();
      }
    }
  }

  /** Gives one that waits another time. */
  static void move(Connection connection, UUID messageId, Instant due) throws SQLException {
    OffsetDateTime at = due.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setObject(1, at);
      statement.setObject(2, at);
      statement.setObject(3, messageId);
      statement.executeUpdate();
    }
  }

  /** Of one node, to one person at one place, in one language. */
  private static UUID key(Vault vault, NewMessage message) {
    MessageContext context = message.context();
    Route route = context.route();
    Destination destination = route.destination();
    return vault.blindIndex(
        "digest",
        String.join(
            "\n",
            message.ownership().nodeId().toString(),
            message.ownership().tenantId().toString(),
            route.channel().name(),
            destination.common(),
            Objects.requireNonNullElse(context.recipient(), ""),
            context.locale().toLanguageTag(),
            String.valueOf(context.limit())));
  }
}
