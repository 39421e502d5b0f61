package dev.herald.bench.straight;

import dev.herald.bench.worker.DatabaseAccess;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Columns;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * Herald's rows of a message over a connection of one thread: its key, itself, and its task, which
 * is gone when its outcome is there. A statement for each table, and a commit for a batch.
 */
final class Rows {
  private static final UUID ANY = Ids.next();
  private static final UUID OWNER = Ids.next();
  private static final Duration LIFE = Duration.ofDays(7);
  private static final String KEYS =
      """
      insert into idempotency_key (application_id, key, request_hash, request_id, answer)
      select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[])
      on conflict (application_id, key) do nothing
      """;
  private static final String MESSAGES =
      """
      insert into message (channel, lane, requested_by, id, request_id, application_id, node_id,
        tenant_id, template_version_id, destination_key, expires_at, context)
      select 'SMS', 'normal', 'bench', * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[],
        ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::bytea[])
      on conflict (id) do nothing
      """;
  private static final String TASKS =
      """
      insert into task (lane, channel, state, due_at, attempts, id, tenant_id, owner)
      select 'normal', 'SMS', 'SENDING', now(), 1, * from unnest(?::uuid[], ?::uuid[], ?::uuid[])
      on conflict (id) do nothing
      """;
  private static final String DONE = "delete from task where id = any(?::uuid[]) and owner = ?";
  private static final String EVENTS =
      """
      insert into event (sequence, kind, state, reason_code, attempt, outcome, status, answer,
        message_id, at, source_id, provider_id, duration_ms, call_id, call_messages)
      select 1, 'ATTEMPT', 'SENT', 'TAKEN_BY_PROVIDER', 1, 'ACCEPTED', '200', 'ok', *
      from unnest(?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::int[], ?::uuid[], ?::int[])
      """;

  private final Connection connection;
  private final Seal seal = new Seal();

  Rows(DatabaseAccess database) throws SQLException {
    Properties properties = new Properties();
    properties.put("user", database.user());
    properties.put("password", database.password());
    properties.put("prepareThreshold", "2");
    properties.put("options", "-c enable_seqscan=off -c enable_bitmapscan=off");
    connection = DriverManager.getConnection(database.url(), properties);
    connection.setAutoCommit(false);
  }

  /** Keeps them, with the promise that they are sent. */
  void save(List<Notice> batch) throws SQLException {
    Instant expiry = Instant.now().plus(LIFE);
    run(
        KEYS,
        new Columns<>(connection, batch)
            .uuid(_ -> ANY)
            .uuid(notice -> seal.blind(notice.key()))
            .uuid(notice -> seal.hashed(notice.body()))
            .uuid(Notice::requestId)
            .text(Notice::answer));
    run(
        MESSAGES,
        new Columns<>(connection, batch)
            .uuid(Notice::id)
            .uuid(Notice::requestId)
            .uuid(_ -> ANY)
            .uuid(_ -> ANY)
            .uuid(_ -> ANY)
            .uuid(_ -> ANY)
            .uuid(notice -> seal.blind(notice.phone()))
            .time(_ -> expiry)
            .bytes(notice -> seal.sealed(notice.context(), notice.id())));
    run(TASKS, new Columns<>(connection, batch).uuid(Notice::id).uuid(_ -> ANY).uuid(_ -> OWNER));
    connection.commit();
  }

  /** Keeps what became of them. */
  void settle(List<Sent> batch) throws SQLException {
    try (PreparedStatement done = connection.prepareStatement(DONE)) {
      new Columns<>(connection, batch).uuid(Sent::id).bind(done).setObject(2, OWNER);
      done.executeUpdate();
    }
    run(
        EVENTS,
        new Columns<>(connection, batch)
            .uuid(Sent::id)
            .time(Sent::at)
            .uuid(_ -> ANY)
            .text(Sent::providerId)
            .number(sent -> sent.call().durationMillis())
            .uuid(sent -> sent.call().id())
            .number(sent -> sent.call().messages()));
    connection.commit();
  }

  private void run(String sql, Columns<?> columns) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      columns.bind(statement).executeUpdate();
    }
  }
}
