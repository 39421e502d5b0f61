package dev.herald.server.imports;

import dev.herald.channel.Reason;
import dev.herald.server.platform.csv.CsvEncoding;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.upload.Mapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of imports. One process at a time works on an import, under a lease that each batch
 * renews; whoever lost it writes nothing more.
 */
@Repository
class ImportStore {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final int MOST_LISTED = 50;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ImportStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void make(RecipientImport made) {
    jdbc.sql(
            """
            insert into recipient_import (id, tenant_id, upload_id, file, encoding, delimiter,
              mapping, state, requested_by)
            values (:id, :tenant, :upload, :file, :encoding, :delimiter, :mapping::jsonb, :state,
              :by)
            """)
        .param("id", made.id())
        .param("tenant", made.tenantId())
        .param("upload", made.uploadId())
        .param("file", made.file())
        .param("encoding", made.form().encoding().word())
        .param("delimiter", String.valueOf(made.form().delimiter()))
        .param("mapping", json.writeValueAsString(made.mapping().byColumn()))
        .param("state", made.state().name())
        .param("by", made.requestedBy())
        .update();
  }

  Optional<RecipientImport> find(UUID tenantId, UUID id) {
    return jdbc.sql("select * from recipient_import where id = ? and tenant_id = ?")
        .params(id, tenantId)
        .query(this::read)
        .optional();
  }

  /** Of all tenants, the newest first. */
  List<RecipientImport> list() {
    return jdbc.sql("select * from recipient_import order by created_at desc limit ?")
        .param(MOST_LISTED)
        .query(this::read)
        .list();
  }

  List<RecipientImport> list(UUID tenantId) {
    return jdbc.sql(
            """
            select * from recipient_import where tenant_id = ? order by created_at desc limit ?
            """)
        .params(tenantId, MOST_LISTED)
        .query(this::read)
        .list();
  }

  /** From the first row again, and this time in earnest. */
  boolean start(UUID id) {
    return jdbc.sql(
                """
                update recipient_import set state = 'RUNNING', line = 0, looked_at = 0, created = 0,
                  updated = 0, unchanged = 0, wrong = 0, worker = null, leased_until = null
                where id = ? and state = 'CHECKED'
                """)
            .param(id)
            .update()
        == 1;
  }

  boolean stop(UUID id) {
    return jdbc.sql(
                """
                update recipient_import set state = 'STOPPED', finished_at = now()
                where id = ? and state in ('CHECKING', 'CHECKED', 'RUNNING')
                """)
            .param(id)
            .update()
        == 1;
  }

  /** The oldest one that nobody else works on. */
  Optional<RecipientImport> take(UUID worker) {
    return jdbc.sql(
            """
            update recipient_import
            set worker = :worker, leased_until = now() + interval '30 seconds'
            where id = (
              select id from recipient_import
              where state in ('CHECKING', 'RUNNING')
                and (worker = :worker or leased_until is null or leased_until < now())
              order by created_at limit 1 for update skip locked)
            returning *
            """)
        .param("worker", worker)
        .query(this::read)
        .optional();
  }

  /**
   * Adds what came of a batch; part of its transaction.
   *
   * @return false: it was stopped, or another process works on it
   */
  boolean advance(RecipientImport of, UUID worker, long line, RecipientImport.Counts batch) {
    return jdbc.sql(
                """
                update recipient_import
                set line = :line, looked_at = looked_at + :lookedAt, created = created + :created,
                  updated = updated + :updated, unchanged = unchanged + :unchanged,
                  wrong = wrong + :wrong, leased_until = now() + interval '30 seconds'
                where id = :id and worker = :worker and state = :state
                """)
            .param("line", line)
            .param("lookedAt", batch.lookedAt())
            .param("created", batch.created())
            .param("updated", batch.updated())
            .param("unchanged", batch.unchanged())
            .param("wrong", batch.wrong())
            .param("id", of.id())
            .param("worker", worker)
            .param("state", of.state().name())
            .update()
        == 1;
  }

  /** After the last row. */
  void complete(RecipientImport of, UUID worker) {
    jdbc.sql(
            """
            update recipient_import
            set state = case state when 'CHECKING' then 'CHECKED' else 'DONE' end,
              total = looked_at, worker = null, leased_until = null,
              finished_at = case state when 'RUNNING' then now() end
            where id = :id and worker = :worker and state = :state
            """)
        .param("id", of.id())
        .param("worker", worker)
        .param("state", of.state().name())
        .update();
  }

  void fail(RecipientImport of, UUID worker, Reason reason) {
    jdbc.sql(
            """
            update recipient_import
            set state = 'FAILED', finished_at = now(), problem_code = :code,
              problem_with = :with::jsonb, worker = null, leased_until = null
            where id = :id and worker = :worker and state = :state
            """)
        .param("code", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", of.id())
        .param("worker", worker)
        .param("state", of.state().name())
        .update();
  }

  private RecipientImport read(ResultSet row, int number) throws SQLException {
    String problem = row.getString("problem_code");
    return new RecipientImport(
        row.getObject("id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        row.getObject("upload_id", UUID.class),
        row.getString("file"),
        new CsvForm(
            CsvEncoding.named(row.getString("encoding")).orElseThrow(),
            row.getString("delimiter").charAt(0)),
        new Mapping(json.readValue(row.getString("mapping"), TEXTS)),
        RecipientImport.State.valueOf(row.getString("state")),
        row.getString("requested_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"),
        row.getObject("total", Long.class),
        row.getLong("line"),
        new RecipientImport.Counts(
            row.getLong("looked_at"),
            row.getLong("created"),
            row.getLong("updated"),
            row.getLong("unchanged"),
            row.getLong("wrong")),
        problem == null ? null : ReasonJson.read(problem, row.getString("problem_with")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
