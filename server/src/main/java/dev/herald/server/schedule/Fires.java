package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.ReasonJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps fires: a row for each slot of a schedule. One is worked on by one process at a time, under
 * a lease; whoever lost it writes nothing more.
 */
@Repository
class Fires {
  private final JdbcClient jdbc;

  Fires(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is to become a fire.
   *
   * @param skipped why it is not to send; null: it is to
   * @param by who ran it; null: the rule
   */
  record Fresh(Instant slot, @Nullable Reason skipped, @Nullable String by) {}

  /** Another fire of the same slot changes nothing. */
  void insert(Schedule schedule, byte[] spec, Fresh fresh) {
    Reason skipped = fresh.skipped;
    jdbc.sql(
            """
            insert into schedule_fire (id, schedule_id, slot, cause, state, spec, started_by,
              problem_code, problem_with, finished_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, case when ? then now() end)
            on conflict (schedule_id, slot) do nothing
            """)
        .params(Ids.next(), schedule.id())
        .param(ScheduleRows.time(fresh.slot))
        .param((fresh.by == null ? Fire.Cause.RULE : Fire.Cause.PERSON).name())
        .param((skipped == null ? Fire.State.WAITING : Fire.State.SKIPPED).name())
        .param(spec)
        .param(fresh.by)
        .param(skipped == null ? null : skipped.code())
        .param(skipped == null ? null : ReasonJson.write(skipped))
        .param(skipped != null)
        .update();
  }

  boolean hasOpen(UUID schedule) {
    return jdbc.sql(
            """
            select exists (select from schedule_fire
              where schedule_id = ? and state in ('WAITING', 'RUNNING'))
            """)
        .param(schedule)
        .query(Boolean.class)
        .single();
  }

  /**
   * A fire in the hands of a process.
   *
   * @param spec sealed: the schedule as it was when the fire was made
   */
  record Claimed(Fire fire, byte[] spec) {}

  /**
   * One that nobody else works on and nothing holds up: of each schedule the oldest that its pause
   * lets go on, and of these the one that waits longest for its turn.
   */
  Optional<Claimed> take(UUID worker) {
    return jdbc.sql(
            """
            update schedule_fire set worker = :worker, state = 'RUNNING',
              leased_until = now() + interval '60 seconds',
              started_at = coalesce(started_at, now())
            where id = (
              select f.id from schedule_fire f join schedule s on s.id = f.schedule_id
              where f.state in ('WAITING', 'RUNNING')
                and (f.leased_until is null or f.leased_until < now())
                and (f.waits_until is null or f.waits_until <= now())
                and (s.paused_at is null or f.cause = 'PERSON')
                and not exists (
                  select from schedule_fire earlier
                  where earlier.schedule_id = f.schedule_id and earlier.slot < f.slot
                    and earlier.state in ('WAITING', 'RUNNING')
                    and (s.paused_at is null or earlier.cause = 'PERSON'))
              order by coalesce(f.stepped_at, f.slot) limit 1 for update of f skip locked)
            returning *
            """)
        .param("worker", worker)
        .query((row, number) -> new Claimed(read(row, number), row.getBytes("spec")))
        .optional();
  }

  /**
   * What came of a chunk.
   *
   * @param position where the next begins; null: there is none
   */
  record Step(
      long accepted,
      long refused,
      long messages,
      @Nullable Reason problem,
      @Nullable String position) {}

  /**
   * Adds what came of a chunk, and lets go of the fire until its next turn.
   *
   * @param pause null: it may go on at once
   * @return false: it was stopped, or another process works on it
   */
  boolean advance(Claimed claimed, UUID worker, Step step, @Nullable Duration pause) {
    boolean done = step.position == null && pause == null;
    return jdbc.sql(
                """
                update schedule_fire set accepted = accepted + :accepted,
                  refused = refused + :refused, messages = messages + :messages,
                  position = coalesce(:position, position),
                  problem_code = coalesce(:problem, problem_code),
                  problem_with = case when cast(:problem as text) is null then problem_with
                    else cast(:with as jsonb) end,
                  waits_until = case when :paused then now() + make_interval(secs => :pause) end,
                  tries = 0, leased_until = null, stepped_at = now(),
                  state = case when :done then 'DONE' else 'RUNNING' end,
                  finished_at = case when :done then now() end
                where id = :id and worker = :worker and state = 'RUNNING'
                """)
            .param("accepted", step.accepted)
            .param("refused", step.refused)
            .param("messages", step.messages)
            .param("position", step.position)
            .param("problem", step.problem == null ? null : step.problem.code())
            .param("with", step.problem == null ? null : ReasonJson.write(step.problem))
            .param("paused", pause != null)
            .param("pause", pause == null ? 0.0 : pause.toMillis() / 1_000.0)
            .param("done", done)
            .param("id", claimed.fire.id())
            .param("worker", worker)
            .update()
        == 1;
  }

  /** Lets go of one that there is no room for now. */
  void putBack(Claimed claimed, UUID worker, Duration pause) {
    jdbc.sql(
            """
            update schedule_fire set leased_until = null, stepped_at = now(),
              waits_until = now() + make_interval(secs => ?)
            where id = ? and worker = ? and state = 'RUNNING'
            """)
        .params((double) pause.toSeconds(), claimed.fire.id(), worker)
        .update();
  }

  /** Lets go of one that could not go on, until it is tried again. */
  void putOff(Claimed claimed, UUID worker, Duration pause, Reason reason) {
    jdbc.sql(
            """
            update schedule_fire set leased_until = null, tries = tries + 1, stepped_at = now(),
              waits_until = now() + make_interval(secs => :pause), problem_code = :problem,
              problem_with = cast(:with as jsonb)
            where id = :id and worker = :worker and state = 'RUNNING'
            """)
        .param("pause", pause.toMillis() / 1_000.0)
        .param("problem", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", claimed.fire.id())
        .param("worker", worker)
        .update();
  }

  /** Ends one that can't go on; what it sent is sent. */
  void fail(Claimed claimed, UUID worker, Reason reason) {
    jdbc.sql(
            """
            update schedule_fire set state = 'FAILED', finished_at = now(), leased_until = null,
              waits_until = null, problem_code = :problem, problem_with = cast(:with as jsonb)
            where id = :id and worker = :worker and state = 'RUNNING'
            """)
        .param("problem", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", claimed.fire.id())
        .param("worker", worker)
        .update();
  }

  /** Ends all that are not over. */
  int stop(UUID schedule) {
    return jdbc.sql(
            """
            update schedule_fire set state = 'STOPPED', finished_at = now(), leased_until = null
            where schedule_id = ? and state in ('WAITING', 'RUNNING')
            """)
        .param(schedule)
        .update();
  }

  /** Latest first. */
  List<Fire> of(UUID schedule, Instant before, int limit) {
    return jdbc.sql(
            """
            select * from schedule_fire where schedule_id = ? and slot < ?
            order by slot desc limit ?
            """)
        .param(schedule)
        .param(ScheduleRows.time(before))
        .param(limit)
        .query(this::read)
        .list();
  }

  Optional<Fire> last(UUID schedule) {
    return jdbc.sql("select * from schedule_fire where schedule_id = ? order by slot desc limit 1")
        .param(schedule)
        .query(this::read)
        .optional();
  }

  /** How many were missed, or failed, since then. */
  long troubles(UUID schedule, Duration lately) {
    return jdbc.sql(
            """
            select count(*) from schedule_fire
            where schedule_id = ? and state in ('SKIPPED', 'FAILED')
              and finished_at > now() - make_interval(secs => ?)
            """)
        .params(schedule, (double) lately.toSeconds())
        .query(Long.class)
        .single();
  }

  void forget(Duration kept) {
    jdbc.sql(
            """
            delete from schedule_fire where finished_at < now() - make_interval(secs => ?)
            """)
        .param((double) kept.toSeconds())
        .update();
  }

  private Fire read(ResultSet row, int number) throws SQLException {
    String problem = row.getString("problem_code");
    return new Fire(
        row.getObject("id", UUID.class),
        row.getObject("schedule_id", UUID.class),
        Objects.requireNonNull(ScheduleRows.instant(row, "slot")),
        Fire.Cause.valueOf(row.getString("cause")),
        Fire.State.valueOf(row.getString("state")),
        row.getString("position"),
        row.getLong("accepted"),
        row.getLong("refused"),
        row.getLong("messages"),
        row.getInt("tries"),
        problem == null ? null : ReasonJson.read(problem, row.getString("problem_with")),
        row.getString("started_by"),
        ScheduleRows.instant(row, "waits_until"),
        ScheduleRows.instant(row, "started_at"),
        ScheduleRows.instant(row, "finished_at"));
  }
}
