package dev.herald.server.node;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.schema.SchemaCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of nodes. */
@Component
class NodeStore {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final SchemaCache schemas;

  NodeStore(JdbcClient jdbc, JsonMapper json, SchemaCache schemas) {
    this.jdbc = jdbc;
    this.json = json;
    this.schemas = schemas;
  }

  List<Node> list(UUID applicationId) {
    return jdbc.sql("select * from node where application_id = :application order by code")
        .param("application", applicationId)
        .query(this::node)
        .list();
  }

  Optional<Node> find(UUID applicationId, String code) {
    return jdbc.sql("select * from node where application_id = :application and code = :code")
        .param("application", applicationId)
        .param("code", code)
        .query(this::node)
        .optional();
  }

  Optional<Node> find(UUID id) {
    return jdbc.sql("select * from node where id = :id")
        .param("id", id)
        .query(this::node)
        .optional();
  }

  /** Holds off other changes to the node and its templates until the transaction ends. */
  Optional<Node> lock(UUID id) {
    return jdbc.sql("select * from node where id = :id for update")
        .param("id", id)
        .query(this::node)
        .optional();
  }

  /** Holds off other changes of configuration until the transaction ends. */
  void holdOffOthers() {
    Precondition.holdOffOthers(jdbc);
  }

  void write(Node node) {
    Duration expiry = node.expiry();
    Duration retention = node.retention();
    jdbc.sql(
            """
            insert into node (id, application_id, code, name, lane, plan, schema,
                              dedup_seconds, expiry_seconds, retention_days, reaches_suppressed,
                              locale)
            values (:id, :application, :code, :name, :lane, cast(:plan as json),
                    cast(:schema as json), :dedup, :expiry, :retention, :reaches,
                    :locale)
            on conflict (application_id, code) do update
              set name = excluded.name, lane = excluded.lane, plan = excluded.plan,
                  schema = excluded.schema, dedup_seconds = excluded.dedup_seconds,
                  expiry_seconds = excluded.expiry_seconds,
                  retention_days = excluded.retention_days,
                  reaches_suppressed = excluded.reaches_suppressed, locale = excluded.locale,
                  updated_at = now()
            """)
        .param("id", node.id())
        .param("application", node.applicationId())
        .param("code", node.code())
        .param("name", node.name())
        .param("lane", node.lane())
        .param("plan", PlanJson.write(node.plan()).toString())
        .param("schema", node.schema().toString())
        .param("dedup", node.dedupWindow().toSeconds())
        .param("expiry", expiry == null ? null : expiry.toSeconds())
        .param("retention", retention == null ? null : (int) retention.toDays())
        .param("reaches", node.reachesSuppressed())
        .param("locale", node.locale().toLanguageTag())
        .update();
  }

  /** Of every application. */
  List<Nodes.Kept> kept() {
    return jdbc.sql(
            """
            select n.id, a.code || '/' || n.code as name, n.retention_days
            from node n join application a on a.id = n.application_id order by name
            """)
        .query((row, _) -> {
          Integer days = row.getObject("retention_days", Integer.class);
          return new Nodes.Kept(
              row.getObject("id", UUID.class),
              row.getString("name"),
              days == null ? null : Duration.ofDays(days));
        })
        .list();
  }

  boolean hasMessages(UUID id) {
    return jdbc.sql("select exists (select from message where node_id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** With its templates and their versions. */
  void delete(UUID id) {
    jdbc.sql("update template set published = null where node_id = :id").param("id", id).update();
    jdbc.sql(
            """
            delete from template_version
            where template_id in (select id from template where node_id = :id)
            """)
        .param("id", id)
        .update();
    jdbc.sql("delete from template where node_id = :id").param("id", id).update();
    jdbc.sql("delete from node where id = :id").param("id", id).update();
  }

  private Node node(ResultSet row, int number) throws SQLException {
    Integer expiry = row.getObject("expiry_seconds", Integer.class);
    Integer retention = row.getObject("retention_days", Integer.class);
    return new Node(
        row.getObject("id", UUID.class),
        row.getObject("application_id", UUID.class),
        row.getString("code"),
        row.getString("name"),
        row.getString("lane"),
        new PlanJson(new FieldErrors()).read(json.readTree(row.getString("plan"))),
        schemas.of(row.getString("schema")),
        Duration.ofSeconds(row.getInt("dedup_seconds")),
        expiry == null ? null : Duration.ofSeconds(expiry),
        retention == null ? null : Duration.ofDays(retention),
        row.getBoolean("reaches_suppressed"),
        Locale.forLanguageTag(row.getString("locale")));
  }
}
