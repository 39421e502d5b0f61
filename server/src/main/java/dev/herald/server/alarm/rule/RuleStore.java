package dev.herald.server.alarm.rule;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules that differ from the defaults. */
@Repository
class RuleStore {
  private final JdbcClient jdbc;

  RuleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A rule that was set. */
  record Kept(UUID id, Rule rule, Instant at, String by) {}

  List<Kept> list() {
    return jdbc.sql("select * from alarm_rule order by kind, scope, key")
        .query((row, _) -> read(row))
        .list();
  }

  Optional<Kept> find(UUID id) {
    return jdbc.sql("select * from alarm_rule where id = ?")
        .param(id)
        .query((row, _) -> read(row))
        .optional();
  }

  private static Kept read(ResultSet row) throws SQLException {
    Rule rule =
        new Rule(
            AlarmKind.valueOf(row.getString("kind")),
            Scope.valueOf(row.getString("scope")),
            row.getString("key"),
            row.getBoolean("enabled"),
            row.getDouble("threshold"),
            row.getInt("for_seconds"),
            Severity.valueOf(row.getString("severity")),
            row.getObject("escalate_minutes", Integer.class));
    return new Kept(
        row.getObject("id", UUID.class),
        rule,
        Objects.requireNonNull(MessageRows.instant(row, "updated_at")),
        row.getString("updated_by"));
  }

  /** There is one rule of a kind for one scope. */
  Kept put(Rule rule, String by) {
    return jdbc.sql(
            """
            insert into alarm_rule (id, kind, scope, key, enabled, threshold, for_seconds, severity,
              escalate_minutes, updated_by)
            values (:id, :kind, :scope, :key, :enabled, :threshold, :for, :severity, :escalate, :by)
            on conflict (kind, scope, key) do update set enabled = excluded.enabled,
              threshold = excluded.threshold, for_seconds = excluded.for_seconds,
              severity = excluded.severity, escalate_minutes = excluded.escalate_minutes,
              updated_at = now(), updated_by = excluded.updated_by
            returning *
            """)
        .param("id", Ids.next())
        .param("kind", rule.kind().name())
        .param("scope", rule.scope().name())
        .param("key", rule.key())
        .param("enabled", rule.enabled())
        .param("threshold", rule.threshold())
        .param("for", rule.forSeconds())
        .param("severity", rule.severity().name())
        .param("escalate", rule.escalateMinutes())
        .param("by", by)
        .query((row, _) -> read(row))
        .single();
  }

  void delete(UUID id) {
    jdbc.sql("delete from alarm_rule where id = ?").param(id).update();
  }
}
