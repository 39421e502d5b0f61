package dev.herald.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which schedules did not send when they should have. */
@Component
public class MissedFires {
  /** Whoever looks each second is not so late. */
  private static final Duration LATE = Duration.ofMinutes(5);

  private final JdbcClient jdbc;

  MissedFires(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param fires that were missed or failed, and that are late by minutes
   */
  public record Missed(String application, String schedule, int fires) {}

  public List<Missed> since(Instant from, Instant now) {
    return jdbc.sql(
            """
            select a.code as application, s.code as schedule, count(*) as fires
            from (
              select schedule_id from schedule_fire
              where finished_at >= :from and (state = 'FAILED' or problem_code = 'FIRE_MISSED')
              union all
              select id from schedule where next_at < :late and paused_at is null
            ) as missed
            join schedule s on s.id = missed.schedule_id
            join application a on a.id = s.application_id
            group by a.code, s.code
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("late", now.minus(LATE).atOffset(ZoneOffset.UTC))
        .query((row, _) ->
            new Missed(
                row.getString("application"), row.getString("schedule"), row.getInt("fires")))
        .list();
  }
}
