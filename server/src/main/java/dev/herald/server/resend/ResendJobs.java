package dev.herald.server.resend;

import dev.herald.channel.Reason;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.old.OldSentences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of resend jobs. A job is worked on by one process at a time, under a lease that each
 * step renews; whoever lost it writes nothing more.
 */
@Repository
class ResendJobs {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<Resendable.Omission, Long>> OMISSIONS =
      new TypeReference<>() {};
  private static final int MOST_LISTED = 100;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;
  private final AuditLog audit;

  ResendJobs(JdbcClient jdbc, Vault vault, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
    this.audit = audit;
  }

  /**
   * A job in the hands of a process.
   *
   * @param position messages before it are still to be looked at
   * @param tries in a row that came to nothing
   */
  record Claimed(ResendJob job, UUID position, int tries) {}

  /** What came of looking at some messages. */
  record Step(
      long resent,
      long failed,
      Map<Resendable.Omission, Long> leftOut,
      @Nullable Reason problem,
      @Nullable UUID position) {
    Step plus(Step other) {
      Map<Resendable.Omission, Long> sum = new EnumMap<>(Resendable.Omission.class);
      sum.putAll(leftOut);
      other.leftOut.forEach((omission, count) -> sum.merge(omission, count, Long::sum));
      return new Step(
          resent + other.resent,
          failed + other.failed,
          sum,
          other.problem == null ? problem : other.problem,
          other.position);
    }
  }

  @Transactional
  void make(ResendJob job, UUID position) {
    jdbc.sql(
            """
            insert into resend_job (id, act, others, send_at, state, filter, per_second,
              requested_by, total, position)
            values (:id, :act, :others, :sendAt, 'RUNNING', :filter, :rate, :by, :total, :position)
            """)
        .param("id", job.id())
        .param("act", job.act().name())
        .param("others", job.others())
        .param("sendAt", job.sendAt())
        .param(
            "filter",
            vault.seal(json.writeValueAsString(job.filter()), context(job.id(), job.requestedBy())))
        .param("rate", job.perSecond())
        .param("by", job.requestedBy())
        .param("total", job.total())
        .param("position", position)
        .update();
    ResendJob shown = job.masked();
    audit.record(
        Act.of(made(job.act()), "resend", job.id())
            .with(
                Map.of(
                    "filter", shown.filter(), "perSecond", job.perSecond(), "total", job.total())));
  }

  private static String made(ResendJob.Act act) {
    return switch (act) {
      case RESEND -> "resend.made";
      case RECALL -> "recall.made";
      case RESCHEDULE -> "reschedule.made";
      case CANCEL -> "cancellation.made";
    };
  }

  Optional<ResendJob> find(UUID id) {
    return jdbc.sql("select * from resend_job where id = ?").param(id).query(this::job).optional();
  }

  /**
   * What a job is to resend.
   *
   * @throws IllegalStateException when it can't be opened
   */
  Map<String, String> filter(UUID id) {
    return jdbc.sql("select filter, requested_by from resend_job where id = ?")
        .param(id)
        .query((row, _) -> filter(id, row))
        .single();
  }

  private Map<String, String> filter(UUID id, ResultSet row) throws SQLException {
    SealContext context = context(id, row.getString("requested_by"));
    return json.readValue(vault.openText(row.getBytes("filter"), context), TEXTS);
  }

  /** Newest first. */
  List<ResendJob> list() {
    return jdbc.sql("select * from resend_job order by id desc limit " + MOST_LISTED)
        .query(this::job)
        .list();
  }

  /** Changes nothing when it is over already. */
  @Transactional
  void stop(ResendJob job) {
    int stopped =
        jdbc.sql(
                """
                update resend_job set state = 'STOPPED', finished_at = now()
                where id = ? and state = 'RUNNING'
                """)
            .param(job.id())
            .update();
    if (stopped > 0) {
      audit.record(Act.of("resend.stopped", "resend", job.id()));
    }
  }

  /** The oldest job that nobody else works on, and that nothing holds up. */
  Optional<Claimed> take(UUID worker) {
    return jdbc.sql(
            """
            update resend_job set worker = :worker, leased_until = now() + interval '20 seconds'
            where id = (
              select id from resend_job
              where state = 'RUNNING'
                and (worker = :worker or leased_until is null or leased_until < now())
                and (waits_until is null or waits_until <= now())
              order by created_at limit 1 for update skip locked)
            returning *
            """)
        .param("worker", worker)
        .query((row, number) ->
            new Claimed(
                job(row, number), row.getObject("position", UUID.class), row.getInt("tries")))
        .optional();
  }

  /**
   * Adds what came of a step and renews the lease.
   *
   * @return false: the job was stopped, or another process works on it
   */
  boolean advance(Claimed claimed, UUID worker, Step step) {
    ResendJob job = claimed.job;
    Step sum = new Step(job.resent(), job.failed(), job.leftOut(), job.problem(), null).plus(step);
    boolean done = step.position == null;
    return jdbc.sql(
                """
                update resend_job set resent = :resent, failed = :failed,
                  left_out = cast(:leftOut as json), problem = null, problem_code = :problem,
                  problem_with = cast(:problemWith as jsonb),
                  position = coalesce(cast(:position as uuid), position),
                  leased_until = now() + interval '20 seconds',
                  tries = 0, waits_until = null, waits_for = null, waits_for_code = null,
                  state = case when :done then 'DONE' else state end,
                  finished_at = case when :done then now() end
                where id = :id and worker = :worker and state = 'RUNNING'
                """)
            .param("resent", sum.resent)
            .param("failed", sum.failed)
            .param("leftOut", json.writeValueAsString(sum.leftOut))
            .param("problem", sum.problem == null ? null : sum.problem.code())
            .param("problemWith", sum.problem == null ? null : ReasonJson.write(sum.problem))
            .param("position", step.position)
            .param("done", done)
            .param("id", job.id())
            .param("worker", worker)
            .update()
        == 1;
  }

  /**
   * Lets go of a job for a while; others go on.
   *
   * @param tries in a row that came to nothing until now
   */
  void putOff(Claimed claimed, UUID worker, Duration pause, Reason reason, int tries) {
    jdbc.sql(
            """
            update resend_job set worker = null, leased_until = null, tries = :tries,
              waits_until = now() + make_interval(secs => :seconds), waits_for = null,
              waits_for_code = :reason, waits_for_with = cast(:with as jsonb)
            where id = :id and worker = :worker and state = 'RUNNING'
            """)
        .param("tries", tries)
        .param("seconds", pause.toMillis() / 1_000.0)
        .param("reason", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", claimed.job.id())
        .param("worker", worker)
        .update();
  }

  /** Ends a job that can't go on; what it sent is sent. */
  void fail(Claimed claimed, UUID worker, Reason reason) {
    jdbc.sql(
            """
            update resend_job set state = 'FAILED', finished_at = now(), problem = null,
              problem_code = :reason, problem_with = cast(:with as jsonb), waits_until = null,
              waits_for = null, waits_for_code = null
            where id = :id and worker = :worker and state = 'RUNNING'
            """)
        .param("reason", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", claimed.job.id())
        .param("worker", worker)
        .update();
  }

  private static SealContext context(UUID id, String requestedBy) {
    return SealContext.of("resend job/%s/%s".formatted(id, requestedBy), "resend job/" + id);
  }

  private ResendJob job(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new ResendJob(
        id,
        ResendJob.Act.valueOf(row.getString("act")),
        row.getBoolean("others"),
        row.getString("send_at"),
        ResendJob.State.valueOf(row.getString("state")),
        shown(id, row),
        row.getInt("per_second"),
        row.getString("requested_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"),
        row.getLong("total"),
        row.getLong("resent"),
        row.getLong("failed"),
        json.readValue(row.getString("left_out"), OMISSIONS),
        reason(row, "problem"),
        instant(row, "waits_until"),
        reason(row, "waits_for"));
  }

  /** A version before this one writes a sentence. */
  private static @Nullable Reason reason(ResultSet row, String column) throws SQLException {
    String sentence = row.getString(column);
    String code = row.getString(column + "_code");
    if (sentence != null) {
      return OldSentences.read(sentence);
    }
    return code == null ? null : ReasonJson.read(code, row.getString(column + "_with"));
  }

  /** A job that can't be read is still to be seen; nobody works by this filter. */
  private Map<String, String> shown(UUID id, ResultSet row) throws SQLException {
    try {
      return filter(id, row);
    } catch (IllegalStateException | JacksonException unreadable) {
      return Map.of();
    }
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
