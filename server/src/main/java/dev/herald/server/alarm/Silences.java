package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Scope;
import dev.herald.server.platform.Ids;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alarms that nobody is told of for a while. They fire all the same, and are shown. */
@Repository
class Silences {
  private final JdbcClient jdbc;

  Silences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param kind null: any
   * @param key of the scope; empty: all
   */
  record Silence(
      UUID id,
      @Nullable AlarmKind kind,
      Scope scope,
      String key,
      Instant until,
      @Nullable String reason,
      Instant at,
      String by) {

    boolean covers(Alarm alarm) {
      return (kind == null || kind == alarm.kind()) && key.equals(scope.keyOf(alarm.subject()));
    }
  }

  /** Those that last. */
  List<Silence> list(Instant now) {
    return jdbc.sql("select * from alarm_silence where until > ? order by until")
        .param(now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> read(row))
        .list();
  }

  private static Silence read(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return new Silence(
        row.getObject("id", UUID.class),
        kind == null ? null : AlarmKind.valueOf(kind),
        Scope.valueOf(row.getString("scope")),
        row.getString("key"),
        Objects.requireNonNull(MessageRows.instant(row, "until")),
        row.getString("reason"),
        Objects.requireNonNull(MessageRows.instant(row, "created_at")),
        row.getString("created_by"));
  }

  Silence add(
      @Nullable AlarmKind kind,
      Scope scope,
      String key,
      Instant until,
      @Nullable String reason,
      String by) {
    return jdbc.sql(
            """
            insert into alarm_silence (id, kind, scope, key, until, reason, created_by)
            values (:id, :kind, :scope, :key, :until, :reason, :by) returning *
            """)
        .param("id", Ids.next())
        .param("kind", kind == null ? null : kind.name())
        .param("scope", scope.name())
        .param("key", key)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("reason", reason)
        .param("by", by)
        .query((row, _) -> read(row))
        .single();
  }

  /**
   * @return false: there is none
   */
  boolean delete(UUID id) {
    return jdbc.sql("delete from alarm_silence where id = ?").param(id).update() == 1;
  }

  void forgetBefore(Instant time) {
    jdbc.sql("delete from alarm_silence where until < ?")
        .param(time.atOffset(ZoneOffset.UTC))
        .update();
  }
}
