package dev.herald.server.receipt;

import dev.herald.channel.Reason;
import dev.herald.channel.receipt.ReportBox.Visit;
import dev.herald.server.reason.ReasonJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When the mailbox of a source was last read, and what came of it. */
@Repository
class MailboxRows {
  private final JdbcClient jdbc;

  MailboxRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param visitedAt the last time
   * @param readAt the last time that somebody got in; null: never
   * @param reports that were ever taken
   * @param problem of the last time; null: there was none
   */
  record Read(
      Instant visitedAt, @Nullable Instant readAt, long reports, @Nullable Reason problem) {}

  void note(UUID source, Visit visit) {
    Reason problem = visit instanceof Visit.Failed(Reason reason) ? reason : null;
    int reports = visit instanceof Visit.Done(int taken, int _) ? taken : 0;
    jdbc.sql(
            """
            insert into report_box (source_id, visited_at, read_at, reports, code, with_)
            select :source, now(), case when :code::text is null then now() end, :reports,
              :code, :with::jsonb
            where exists (select from source where id = :source)
            on conflict (source_id) do update set
              visited_at = excluded.visited_at,
              read_at = coalesce(excluded.read_at, report_box.read_at),
              reports = report_box.reports + excluded.reports,
              code = excluded.code, with_ = excluded.with_
            """)
        .param("source", source)
        .param("reports", reports)
        .param("code", problem == null ? null : problem.code())
        .param("with", problem == null ? null : ReasonJson.write(problem))
        .update();
  }

  Optional<Read> of(UUID source) {
    return jdbc.sql(
            "select visited_at, read_at, reports, code, with_ from report_box where source_id = ?")
        .param(source)
        .query((row, _) -> {
          OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
          String code = row.getString("code");
          return new Read(
              row.getObject("visited_at", OffsetDateTime.class).toInstant(),
              read == null ? null : read.toInstant(),
              row.getLong("reports"),
              code == null ? null : ReasonJson.read(code, row.getString("with_")));
        })
        .optional();
  }
}
