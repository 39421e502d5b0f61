package dev.herald.server.task.store;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.old.OldSentences;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.SendLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes and reads the {@code message} and {@code task} tables. */
@Component
public class MessageRows {
  private static final String INSERT_MESSAGES =
      """
      insert into message (id, request_id, application_id, node_id, tenant_id, recipient_id,
        template_version_id, channel, lane, destination_key, dedup_key, origin, origin_id,
        requested_by, due_at, expires_at, context, reference_key, send_limit)
      select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[],
        ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[],
        ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bytea[], ?::uuid[],
        ?::text[])
      on conflict (id) do nothing
      """;
  private static final String INSERT_TASKS =
      """
      insert into task (id, lane, tenant_id, channel, state, due_at, owner, attempts)
      select id, lane, tenant_id, channel,
        case when owner is null then 'PENDING' else 'SENDING' end,
        coalesce(due_at, now()), owner, case when owner is null then 0 else 1 end
      from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[])
        as fresh (id, lane, tenant_id, channel, due_at, owner)
      on conflict (id) do nothing
      """;

  private static final String INSERT_VARIABLES =
      """
      insert into message_variable (key, message_id) select * from unnest(?::uuid[], ?::uuid[])
      on conflict do nothing
      """;

  /** The columns that {@link #read} takes. */
  public static final String COLUMNS =
      """
      m.id, m.request_id, m.application_id, m.node_id, m.tenant_id, m.recipient_id, m.channel,
      m.lane, m.dedup_key, m.origin, m.origin_id, m.requested_by, m.due_at, m.expires_at, m.context
      """;

  private final Vault vault;
  private final ContextSeal seal;

  public MessageRows(Vault vault, ContextSeal seal) {
    this.vault = vault;
    this.seal = seal;
  }

  /** A message with the lease that shall own its task; null: whoever claims it. */
  record Fresh(NewMessage message, @Nullable UUID owner) {}

  /**
   * Inserting again what was inserted before changes nothing. The commit before may have succeeded
   * without an answer, and the tasks may be done and gone by now: they must not come back.
   */
  void insert(Connection connection, List<Fresh> fresh) throws SQLException {
    List<NewMessage> messages = fresh.stream().map(Fresh::message).toList();
    try (PreparedStatement statement = connection.prepareStatement(INSERT_MESSAGES)) {
      if (messageColumns(connection, messages).bind(statement).executeUpdate() == 0) {
        return;
      }
    }
    insertTasks(connection, fresh, messages);
  }

  /**
   * Inserts those that nobody inserted before.
   *
   * @return them; nothing is known of what became of the others since
   */
  Set<UUID> insertNew(Connection connection, List<Fresh> fresh) throws SQLException {
    Set<UUID> inserted = new HashSet<>();
    List<NewMessage> messages = fresh.stream().map(Fresh::message).toList();
    try (PreparedStatement statement =
            connection.prepareStatement(INSERT_MESSAGES + "returning id");
        ResultSet row = messageColumns(connection, messages).bind(statement).executeQuery()) {
      while (row.next()) {
        inserted.add(row.getObject(1, UUID.class));
      }
    }
    List<Fresh> rest = fresh.stream().filter(row -> inserted.contains(row.message.id())).toList();
    if (!rest.isEmpty()) {
      insertTasks(connection, rest, rest.stream().map(Fresh::message).toList());
    }
    return inserted;
  }

  private void insertTasks(Connection connection, List<Fresh> fresh, List<NewMessage> messages)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_TASKS)) {
      new Columns<>(connection, fresh)
          .uuid(row -> row.message.id())
          .text(row -> row.message.lane())
          .uuid(row -> row.message.ownership().tenantId())
          .text(row -> row.message.context().route().channel().name())
          .time(row -> DigestMembers.taskDue(row.message))
          .uuid(Fresh::owner)
          .bind(statement)
          .executeUpdate();
    }
    insertVariables(connection, messages);
    FeedOrders.insert(connection, vault, messages);
    DigestMembers.insert(connection, vault, messages);
    EscalationRows.insert(connection, messages);
  }

  private record Variable(UUID key, UUID messageId) {}

  /** Most messages have none, and cost nothing here. */
  private void insertVariables(Connection connection, List<NewMessage> messages)
      throws SQLException {
    List<Variable> variables = new ArrayList<>();
    for (NewMessage message : messages) {
      List<String> values = message.context().searchable();
      if (values != null) {
        values.forEach(
            value -> variables.add(new Variable(variableKey(vault, value), message.id())));
      }
    }
    if (!variables.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT_VARIABLES)) {
        new Columns<>(connection, variables)
            .uuid(Variable::key)
            .uuid(Variable::messageId)
            .bind(statement)
            .executeUpdate();
      }
    }
  }

  private Columns<NewMessage> messageColumns(Connection connection, List<NewMessage> messages)
      throws SQLException {
    return new Columns<>(connection, messages)
        .uuid(NewMessage::id)
        .uuid(NewMessage::requestId)
        .uuid(message -> message.ownership().applicationId())
        .uuid(message -> message.ownership().nodeId())
        .uuid(message -> message.ownership().tenantId())
        .uuid(message -> message.ownership().recipientId())
        .uuid(message -> message.context().route().templateVersionId())
        .text(message -> message.context().route().channel().name())
        .text(NewMessage::lane)
        .uuid(message -> destinationKey(message.context().route().destination()))
        .uuid(message -> message.dedup() == null ? null : message.dedup().key())
        .text(message -> message.origin() == null ? null : message.origin().kind().name())
        .uuid(message -> message.origin() == null ? null : message.origin().messageId())
        .text(NewMessage::requestedBy)
        .time(NewMessage::dueAt)
        .time(NewMessage::expiresAt)
        .bytes(seal::seal)
        .uuid(message -> referenceKey(message.context().reference()))
        .text(message -> limit(message.context().limit()));
  }

  private @Nullable UUID referenceKey(@Nullable String reference) {
    return reference == null ? null : referenceKey(vault, reference);
  }

  private static @Nullable String limit(@Nullable SendLimit limit) {
    return limit == null ? null : limit.kind().name();
  }

  /** What equal addresses have in common; null when there is no address. */
  public @Nullable UUID destinationKey(Destination destination) {
    return destination.kind() == Destination.Kind.NONE
        ? null
        : vault.blindIndex("destination", destination.common());
  }

  public NewMessage read(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String origin = row.getString("origin");
    UUID dedupKey = row.getObject("dedup_key", UUID.class);
    NewMessage.Ownership ownership =
        new NewMessage.Ownership(
            row.getObject("application_id", UUID.class),
            row.getObject("node_id", UUID.class),
            row.getObject("tenant_id", UUID.class),
            row.getObject("recipient_id", UUID.class));
    return new NewMessage(
        id,
        row.getObject("request_id", UUID.class),
        ownership,
        row.getString("lane"),
        row.getString("requested_by"),
        instant(row, "due_at"),
        instant(row, "expires_at"),
        dedupKey == null ? null : new NewMessage.Dedup(dedupKey, Duration.ZERO),
        origin == null
            ? null
            : new Origin(Origin.Kind.valueOf(origin), row.getObject("origin_id", UUID.class)),
        context(id, ownership, row));
  }

  /** One row that does not open hinders no other that is read with it. */
  private MessageContext context(UUID id, NewMessage.Ownership ownership, ResultSet row)
      throws SQLException {
    byte[] sealed = row.getBytes("context");
    if (sealed.length == 0) {
      return MessageContext.erased(new Channel(row.getString("channel")));
    }
    try {
      return seal.open(id, ownership, sealed);
    } catch (Vault.Unopened _) {
      return MessageContext.unopened(new Channel(row.getString("channel")));
    }
  }

  /**
   * What a task waits for; null when nothing holds it back. A version before this one writes a
   * sentence.
   *
   * @param prefix of the columns' names
   */
  public static @Nullable Reason waitsFor(ResultSet row, String prefix) throws SQLException {
    String sentence = row.getString(prefix + "waits_for");
    String code = row.getString(prefix + "waits_for_code");
    if (sentence != null) {
      return OldSentences.read(sentence);
    }
    return code == null ? null : ReasonJson.read(code, row.getString(prefix + "waits_for_with"));
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** By what messages are found by the value of a variable. */
  public static UUID referenceKey(Vault vault, String reference) {
    return vault.blindIndex("reference", reference);
  }

  public static UUID variableKey(Vault vault, String value) {
    return vault.blindIndex("variable", value);
  }
}
