package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Rule;
import dev.herald.server.alarm.rule.Severity;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The alarms there are and were. */
@Repository
class AlarmStore {
  private final JdbcClient jdbc;

  AlarmStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Pending and firing. */
  List<Alarm> open() {
    return jdbc.sql("select * from alarm where state <> 'RESOLVED' order by id desc")
        .query((row, _) -> read(row))
        .list();
  }

  /** Those that fired and are over, newest first. */
  List<Alarm> history(@Nullable UUID before, int most) {
    return jdbc.sql(
            """
            select * from alarm
            where state = 'RESOLVED' and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :most
            """)
        .param("before", before)
        .param("most", most)
        .query((row, _) -> read(row))
        .list();
  }

  Optional<Alarm> find(UUID id) {
    return jdbc.sql("select * from alarm where id = ?")
        .param(id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** Whom nobody has told of yet, by a way. */
  List<Alarm> untold(Notice.Event event, Notice.Way way, Instant resolvedAfter) {
    return jdbc.sql(
            """
            select * from alarm a
            where not exists (
                select from alarm_notice n
                where n.alarm_id = a.id and n.event = :event and n.way = :way)
              and case :event
                when 'RESOLVED' then a.state = 'RESOLVED' and a.resolved_at > :after
                  and exists (
                    select from alarm_notice n
                    where n.alarm_id = a.id and n.event = 'FIRING' and n.way = :way)
                else a.state = 'FIRING' and a.acknowledged_at is null end
            order by a.id
            """)
        .param("event", event.name())
        .param("way", way.name())
        .param("after", resolvedAfter.atOffset(ZoneOffset.UTC))
        .query((row, _) -> read(row))
        .list();
  }

  void told(List<Alarm> alarms, Notice.Event event, Notice.Way way) {
    for (Alarm alarm : alarms) {
      jdbc.sql(
              """
              insert into alarm_notice (alarm_id, event, way) values (?, ?, ?)
              on conflict do nothing
              """)
          .params(alarm.id(), event.name(), way.name())
          .update();
    }
  }

  /** Nothing is done when another process was first. */
  void begin(Finding finding, Rule rule, Instant now) {
    boolean atOnce = rule.forSeconds() == 0;
    Subject subject = finding.subject();
    jdbc.sql(
            """
            insert into alarm (id, kind, subject, application, node, channel, source, lane, state,
              severity, reason_code, reason_with, value, since, fired_at)
            values (:id, :kind, :subject, :application, :node, :channel, :source, :lane, :state,
              :severity, :code, cast(:with as jsonb), :value, :now,
              case when :state = 'FIRING' then cast(:now as timestamptz) end)
            on conflict (kind, subject) where state <> 'RESOLVED' do nothing
            """)
        .param("id", Ids.next())
        .param("kind", finding.kind().name())
        .param("subject", subject.key())
        .param("application", subject.application())
        .param("node", subject.node())
        .param("channel", subject.channel())
        .param("source", subject.source())
        .param("lane", subject.lane())
        .param("state", (atOnce ? Alarm.State.FIRING : Alarm.State.PENDING).name())
        .param("severity", rule.severity().name())
        .param("code", finding.reason().code())
        .param("with", ReasonJson.write(finding.reason()))
        .param("value", finding.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** It is still so. */
  void goesOn(Alarm alarm, Finding finding, Rule rule, boolean fires, Instant now) {
    jdbc.sql(
            """
            update alarm set value = :value, reason_code = :code,
              reason_with = cast(:with as jsonb), severity = :severity, clear_since = null,
              state = case when :fires then 'FIRING' else state end,
              fired_at = case when :fires then coalesce(fired_at, :now) else fired_at end
            where id = :id and state <> 'RESOLVED'
            """)
        .param("value", finding.value())
        .param("code", finding.reason().code())
        .param("with", ReasonJson.write(finding.reason()))
        .param("severity", rule.severity().name())
        .param("fires", fires)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", alarm.id())
        .update();
  }

  /** It never fired. */
  void forget(Alarm alarm) {
    jdbc.sql("delete from alarm where id = ? and state = 'PENDING'").param(alarm.id()).update();
  }

  void clears(Alarm alarm, Instant now) {
    jdbc.sql("update alarm set clear_since = ? where id = ? and clear_since is null")
        .params(now.atOffset(ZoneOffset.UTC), alarm.id())
        .update();
  }

  void resolve(Alarm alarm, Instant now) {
    jdbc.sql("update alarm set state = 'RESOLVED', resolved_at = ? where id = ?")
        .params(now.atOffset(ZoneOffset.UTC), alarm.id())
        .update();
  }

  void acknowledge(UUID id, String by, @Nullable String note, Instant now) {
    jdbc.sql(
            """
            update alarm set acknowledged_at = :now, acknowledged_by = :by, note = :note
            where id = :id and state <> 'RESOLVED'
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("by", by)
        .param("note", note)
        .param("id", id)
        .update();
  }

  void forgetBefore(Instant time) {
    jdbc.sql("delete from alarm where state = 'RESOLVED' and resolved_at < ?")
        .param(time.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Alarm read(ResultSet row) throws SQLException {
    Instant acknowledged = MessageRows.instant(row, "acknowledged_at");
    return new Alarm(
        row.getObject("id", UUID.class),
        AlarmKind.valueOf(row.getString("kind")),
        new Subject(
            row.getString("subject"),
            row.getString("application"),
            row.getString("node"),
            row.getString("channel"),
            row.getString("source"),
            row.getString("lane")),
        Alarm.State.valueOf(row.getString("state")),
        Severity.valueOf(row.getString("severity")),
        ReasonJson.read(row.getString("reason_code"), row.getString("reason_with")),
        row.getDouble("value"),
        Objects.requireNonNull(MessageRows.instant(row, "since")),
        MessageRows.instant(row, "fired_at"),
        MessageRows.instant(row, "clear_since"),
        MessageRows.instant(row, "resolved_at"),
        acknowledged == null
            ? null
            : new Alarm.Acknowledgement(
                acknowledged, row.getString("acknowledged_by"), row.getString("note")));
  }
}
