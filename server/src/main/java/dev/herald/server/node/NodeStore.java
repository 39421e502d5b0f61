package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of nodes. */
@Component
class NodeStore {
  private static final String SELECT =
      """
      select node.*,
        (select a.code from application a where a.id = application_id) as application
      from node
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final SchemaCache schemas;

  NodeStore(JdbcClient jdbc, JsonMapper json, SchemaCache schemas) {
    this.jdbc = jdbc;
    this.json = json;
    this.schemas = schemas;
  }

  List<Node> list(UUID applicationId) {
    return jdbc.sql(SELECT + "where application_id = :application order by code")
        .param("application", applicationId)
        .query(this::node)
        .list();
  }

  /** Those with a published template for the tenant, or for every tenant. */
  List<Node> reaching(UUID tenantId) {
    return jdbc.sql(
            """
            %s
            where exists (select from template t
                          where t.node_id = node.id and t.published is not null
                            and (t.tenant_id is null or t.tenant_id = :tenant))
            order by topic, code
            """
                .formatted(SELECT))
        .param("tenant", tenantId)
        .query(this::node)
        .list();
  }

  Optional<Node> find(UUID applicationId, String code) {
    return jdbc.sql(SELECT + "where application_id = :application and code = :code")
        .param("application", applicationId)
        .param("code", code)
        .query(this::node)
        .optional();
  }

  Optional<Node> find(UUID id) {
    return jdbc.sql(SELECT + "where id = :id").param("id", id).query(this::node).optional();
  }

  /** Holds off other changes to the node and its templates until the transaction ends. */
  Optional<Node> lock(UUID id) {
    return jdbc.sql(SELECT + "where id = :id for update")
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
    Courtesy.Quiet quiet = node.courtesy().quiet();
    QuietHours hours = node.courtesy().quietHours();
    ChannelPlan.Escalation escalation = node.escalation();
    Courtesy.Digest digest = node.courtesy().digest();
    jdbc.sql(
            """
            insert into node (id, application_id, code, name, lane, plan, escalate_seconds, escalate_unless, schema,
                              dedup_seconds, expiry_seconds, retention_days, reaches_suppressed,
                              topic, exempt, quiet, quiet_from, quiet_to, digest, locale)
            values (:id, :application, :code, :name, :lane, cast(:plan as json),
                    :escalateSeconds, :escalateUnless, cast(:schema as json), :dedup, :expiry, :retention, :reaches,
                    :topic, :exempt, :quiet, :quietFrom, :quietTo, :digest, :locale)
            on conflict (application_id, code) do update
              set name = excluded.name, lane = excluded.lane, plan = excluded.plan,
                  escalate_seconds = excluded.escalate_seconds,
                  escalate_unless = excluded.escalate_unless,
                  schema = excluded.schema, dedup_seconds = excluded.dedup_seconds,
                  expiry_seconds = excluded.expiry_seconds,
                  retention_days = excluded.retention_days,
                  reaches_suppressed = excluded.reaches_suppressed,
                  topic = excluded.topic, exempt = excluded.exempt, quiet = excluded.quiet,
                  quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                  digest = excluded.digest, locale = excluded.locale,
                  updated_at = now()
            """)
        .param("id", node.id())
        .param("application", node.applicationId())
        .param("code", node.code())
        .param("name", node.name())
        .param("lane", node.lane())
        .param("plan", PlanJson.write(node.plan()).toString())
        .param("escalateSeconds", escalation == null ? null : (int) escalation.after().toSeconds())
        .param("escalateUnless", escalation == null ? null : escalation.unless().name())
        .param("schema", node.schema().toString())
        .param("dedup", node.dedupWindow().toSeconds())
        .param("expiry", expiry == null ? null : expiry.toSeconds())
        .param("retention", retention == null ? null : (int) retention.toDays())
        .param("reaches", node.reachesSuppressed())
        .param("topic", node.courtesy().hasOwnTopic() ? null : node.courtesy().topic())
        .param("exempt", node.courtesy().exempt())
        .param("quiet", quiet == null ? null : quiet.name())
        .param("quietFrom", hours == null ? null : hours.from())
        .param("quietTo", hours == null ? null : hours.to())
        .param("digest", digest == null ? null : digest.written())
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

  private static Courtesy courtesy(ResultSet row) throws SQLException {
    String topic = row.getString("topic");
    String quiet = row.getString("quiet");
    String from = row.getString("quiet_from");
    String digest = row.getString("digest");
    return new Courtesy(
        topic == null
            ? Courtesy.ownTopic(row.getString("application"), row.getString("code"))
            : topic,
        row.getBoolean("exempt"),
        quiet == null ? null : Courtesy.Quiet.valueOf(quiet),
        from == null ? null : new QuietHours(from, row.getString("quiet_to")),
        digest == null ? null : Courtesy.Digest.of(digest));
  }

  private static ChannelPlan.@Nullable Escalation escalation(ResultSet row) throws SQLException {
    Integer seconds = row.getObject("escalate_seconds", Integer.class);
    return seconds == null
        ? null
        : new ChannelPlan.Escalation(
            Duration.ofSeconds(seconds),
            ChannelPlan.Escalation.Unless.valueOf(row.getString("escalate_unless")));
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
        escalation(row),
        schemas.of(row.getString("schema")),
        Duration.ofSeconds(row.getInt("dedup_seconds")),
        expiry == null ? null : Duration.ofSeconds(expiry),
        retention == null ? null : Duration.ofDays(retention),
        row.getBoolean("reaches_suppressed"),
        courtesy(row),
        Locale.forLanguageTag(row.getString("locale")));
  }
}
