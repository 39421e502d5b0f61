package dev.herald.bench.worker;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A way to lay out the durable record of messages, with no index that it can do without. */
public enum Shape {
  /** A body that is written once, a narrow row while there is something to do, and a log. */
  APPEND_AND_DELETE("body and queue row, deleted when done") {
    @Override
    List<String> tables() {
      return List.of(
          """
          create table body (id uuid primary key, application_id uuid, node_id uuid,
            tenant_id uuid, channel text, lane text, context bytea)
          """,
          """
          create table queue (id uuid primary key, lane text, due_at timestamptz, owner uuid)
            with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)
          """,
          "create index queue_due on queue (lane, due_at) where owner is null",
          Shape.LOG);
    }

    @Override
    void save(Connection on, List<UUID> ids) throws SQLException, IOException {
      CopyRows bodies = new CopyRows(7);
      CopyRows queue = new CopyRows(4);
      Instant now = Instant.now();
      for (UUID id : ids) {
        bodies.row().uuid(id).uuid(OWNER).uuid(OWNER).uuid(OWNER).text("sms").text("normal");
        bodies.bytes(CONTEXT);
        queue.row().uuid(id).text("normal").time(now).uuid(OWNER);
      }
      bodies.copy(copier(on), "body");
      queue.copy(copier(on), "queue");
    }

    @Override
    String completion() {
      return "delete from queue where id = any(?) and owner = ?";
    }
  },
  /** One row, brought up to date in place without touching an index, and a log. */
  UPDATE_IN_PLACE("one row, updated in place") {
    @Override
    List<String> tables() {
      return List.of(
          """
          create table message (id uuid primary key, application_id uuid, node_id uuid,
            tenant_id uuid, channel text, lane text, context bytea, state int, owner uuid)
            with (fillfactor = 50)
          """,
          Shape.LOG);
    }

    @Override
    void save(Connection on, List<UUID> ids) throws SQLException, IOException {
      CopyRows rows = new CopyRows(9);
      for (UUID id : ids) {
        rows.row().uuid(id).uuid(OWNER).uuid(OWNER).uuid(OWNER).text("sms").text("normal");
        rows.bytes(CONTEXT).number(1).uuid(OWNER);
      }
      rows.copy(copier(on), "message");
    }

    @Override
    String completion() {
      return "update message set state = 2 where id = any(?) and owner = ?";
    }
  };

  private static final String LOG =
      """
      create table log (message_id uuid, sequence int, at timestamptz, kind text, state text,
        reason text, source_id uuid, duration_ms int, provider_id text,
        primary key (message_id, sequence))
      """;
  private static final UUID OWNER = UUID.randomUUID();
  private static final byte[] CONTEXT = new byte[450];

  private final String label;

  Shape(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  abstract List<String> tables();

  abstract void save(Connection on, List<UUID> ids) throws SQLException, IOException;

  /** Takes the ids and the owner that each must still have. */
  abstract String completion();

  /** Records that all of them were sent, each by one attempt. */
  void complete(Connection on, List<UUID> ids) throws SQLException, IOException {
    try (PreparedStatement statement = on.prepareStatement(completion())) {
      statement.setArray(1, on.createArrayOf("uuid", ids.toArray()));
      statement.setObject(2, OWNER);
      if (statement.executeUpdate() != ids.size()) {
        throw new IllegalStateException("somebody else's");
      }
    }
    CopyRows log = new CopyRows(9);
    Instant now = Instant.now();
    for (UUID id : ids) {
      log.row().uuid(id).number(1).time(now).text("ATTEMPT").text("SENT").text("accepted");
      log.uuid(OWNER).number(3).text("MX7401186520");
    }
    log.copy(copier(on), "log");
  }

  private static CopyManager copier(Connection on) throws SQLException {
    return new CopyManager(on.unwrap(BaseConnection.class));
  }
}
