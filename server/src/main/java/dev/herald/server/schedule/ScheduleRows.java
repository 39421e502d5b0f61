package dev.herald.server.schedule;

import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Keeps schedules. What they send and to whom is sealed, as messages are. */
@Repository
class ScheduleRows {
  private static final String SELECT =
      """
      select s.*, a.code as application from schedule s join application a
        on a.id = s.application_id
      """;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  ScheduleRows(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  List<Schedule> all() {
    return jdbc.sql(SELECT + "order by a.code, s.code").query(this::read).list();
  }

  Optional<Schedule> find(UUID application, String code) {
    return jdbc.sql(SELECT + "where s.application_id = ? and s.code = ?")
        .params(application, code)
        .query(this::read)
        .optional();
  }

  Optional<Schedule> find(UUID id) {
    return jdbc.sql(SELECT + "where s.id = ?").param(id).query(this::read).optional();
  }

  /** One that is to fire, for this transaction alone. */
  Optional<Schedule> lockDue(Instant now) {
    return jdbc.sql(
            SELECT
                + """
                where s.paused_at is null and s.next_at <= ?
                order by s.next_at limit 1 for update of s skip locked
                """)
        .param(now.atOffset(ZoneOffset.UTC))
        .query(this::read)
        .optional();
  }

  void insert(UUID id, UUID application, String code, ScheduleSpec spec, @Nullable Instant next) {
    jdbc.sql(
            """
            insert into schedule (id, application_id, code, spec, next_at) values (?, ?, ?, ?, ?)
            """)
        .params(id, application, code)
        .param(sealed(id, spec))
        .param(time(next))
        .update();
  }

  void update(UUID id, ScheduleSpec spec, @Nullable Instant next) {
    jdbc.sql("update schedule set spec = ?, next_at = ?, updated_at = now() where id = ?")
        .param(sealed(id, spec))
        .param(time(next))
        .param(id)
        .update();
  }

  void next(UUID id, @Nullable Instant next) {
    jdbc.sql("update schedule set next_at = ? where id = ?").param(time(next)).param(id).update();
  }

  void pause(UUID id, String by) {
    jdbc.sql(
            """
            update schedule set paused_at = now(), paused_by = ?
            where id = ? and paused_at is null
            """)
        .params(by, id)
        .update();
  }

  void resume(UUID id, @Nullable Instant next) {
    jdbc.sql("update schedule set paused_at = null, paused_by = null, next_at = ? where id = ?")
        .param(time(next))
        .param(id)
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("delete from schedule where id = ?").param(id).update();
  }

  void secret(UUID id, String secret) {
    jdbc.sql("update schedule set secret = ? where id = ?")
        .params(vault.seal(secret, context(id, "secret")), id)
        .update();
  }

  /** What its calls are signed with. */
  Optional<String> secret(UUID id) {
    return jdbc.sql("select secret from schedule where id = ? and secret is not null")
        .param(id)
        .query((row, _) -> vault.openText(row.getBytes("secret"), context(id, "secret")))
        .optional();
  }

  byte[] sealed(UUID id, ScheduleSpec spec) {
    return vault.seal(json.writeValueAsString(spec), context(id, "spec"));
  }

  ScheduleSpec opened(UUID id, byte[] sealed) {
    return json.readValue(vault.openText(sealed, context(id, "spec")), ScheduleSpec.class);
  }

  private static SealContext context(UUID id, String what) {
    String place = "schedule/%s/%s".formatted(id, what);
    return SealContext.of(place, place);
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private Schedule read(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Schedule(
        id,
        row.getObject("application_id", UUID.class),
        row.getString("application"),
        row.getString("code"),
        opened(id, row.getBytes("spec")),
        instant(row, "next_at"),
        instant(row, "paused_at"),
        row.getString("paused_by"));
  }
}
