package dev.herald.server.statistics;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the minutes around the end of each process anew, from messages and their events, since
 * nobody knows what it had counted and not written down. By the rules of {@link StatisticsCounter}.
 */
@Component
class Recount {
  private static final Logger log = LoggerFactory.getLogger(Recount.class);

  private static final String COUNT =
      """
      with counted (fact, application_id, node_id, tenant_id, lane, channel, source_id, state,
          outcome, reason, count) as (
        select 'ACCEPTED', application_id, node_id, tenant_id, lane, channel, cast(:none as uuid),
          '', '', '', count(*)
        from message
        where id >= :first and id < :next and origin is distinct from 'FALLBACK'
          and send_limit is distinct from 'STAND_INS'
        group by 1, 2, 3, 4, 5, 6
        union all
        select told.fact, m.application_id, m.node_id, m.tenant_id, m.lane, m.channel,
          coalesce(e.source_id, (
            select source_id from event earlier
            where earlier.message_id = e.message_id and earlier.sequence < e.sequence
              and earlier.source_id is not null
            order by earlier.sequence desc limit 1), :none),
          told.state, told.outcome, told.reason, count(*)
        from event e
        join message m on m.id = e.message_id
        left join event before
          on before.message_id = e.message_id and before.sequence = e.sequence - 1
        cross join lateral (
          select
            case when e.kind = 'ATTEMPT' then coalesce(e.outcome, '') else '' end as outcome,
            coalesce(e.reason_with #>> '{why,parameters,why,parameters,why,code}',
              e.reason_with #>> '{why,parameters,why,code}', e.reason_with #>> '{why,code}',
              e.reason_code, '') as why) its
        cross join lateral (
          select 'CALLED' as fact, '' as state, its.outcome, '' as reason where its.outcome <> ''
          union all
          select 'ENDED', case when e.reason_code = 'GOES_ON_BY' then 'FELL_BACK' else e.state end,
            its.outcome, case when e.state in ('SENT', 'DELIVERED') then '' else its.why end
          where e.state not in ('PENDING', 'SENDING') and e.state is distinct from before.state
          union all
          select 'RETRIED', '', its.outcome, its.why
          where its.outcome <> '' and e.state = 'PENDING') told
        where e.at >= :minute and e.at < :minute + interval '1 minute'
          and m.send_limit is distinct from 'STAND_INS'
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
      ), held as (
        select * from rollup where grain = 'MINUTE' and start = :minute
      ), change as (
        select fact, application_id, node_id, tenant_id, lane, channel, source_id, state, outcome,
          reason, coalesce(counted.count, 0) - coalesce(held.count, 0) as count
        from counted full join held using (fact, application_id, node_id, tenant_id, lane, channel,
          source_id, state, outcome, reason)
      ), each_its_own as (
        insert into rollup as known (grain, start, fact, application_id, node_id, tenant_id, lane,
          channel, source_id, state, outcome, reason, count)
        select grain, date_trunc(lower(grain), :minute, 'UTC'), fact, application_id, node_id,
          tenant_id, lane, channel, source_id, state, outcome, reason, count
        from change cross join unnest(array['MINUTE', 'HOUR', 'DAY']) as grain
        where count <> 0
        order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
        on conflict (grain, start, fact, application_id, node_id, tenant_id, lane, channel, source_id,
          state, outcome, reason) do update set count = known.count + excluded.count
        returning 1
      ), of_all as (
        insert into rollup_of_all as known (grain, start, fact, channel, source_id, state, outcome,
          reason, count)
        select grain, date_trunc(lower(grain), :minute, 'UTC'), fact, channel, source_id, state,
          outcome, reason, sum(count)
        from change cross join unnest(array['MINUTE', 'HOUR']) as grain
        where (select count(*) from each_its_own) > 0
        group by 1, 2, 3, 4, 5, 6, 7, 8
        having sum(count) <> 0
        order by 1, 2, 3, 4, 5, 6, 7, 8
        on conflict (grain, start, fact, channel, source_id, state, outcome, reason)
          do update set count = known.count + excluded.count
      )
      select count(*) from each_its_own
      """;

  /** A minute and a half later every process that lives has written down what it counted. */
  private static final String ENDED =
      """
      select incarnation, beat_at, ended_at from process
      where not recounted and ended_at < now() - interval '150 seconds' order by ended_at
      """;

  private final JdbcClient jdbc;

  Recount(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Ended(UUID incarnation, Instant beatAt, Instant endedAt) {
    /**
     * It may have counted until two minutes after its last heartbeat; its tasks were taken over
     * when its end was noticed.
     */
    Set<Instant> minutes() {
      Set<Instant> minutes = new TreeSet<>();
      add(minutes, beatAt.minus(2, ChronoUnit.MINUTES), beatAt.plus(2, ChronoUnit.MINUTES));
      add(minutes, endedAt, endedAt.plus(1, ChronoUnit.MINUTES));
      minutes.removeIf(minute -> minute.isAfter(endedAt.plus(1, ChronoUnit.MINUTES)));
      return minutes;
    }

    private static void add(Set<Instant> minutes, Instant from, Instant to) {
      for (Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
          !minute.isAfter(to);
          minute = minute.plus(1, ChronoUnit.MINUTES)) {
        minutes.add(minute);
      }
    }
  }

  /** Counts anew around every end that it was not yet done for. */
  void afterEnds() {
    List<Ended> ended = jdbc.sql(ENDED).query(Ended.class).list();
    Set<Instant> minutes = new TreeSet<>();
    ended.forEach(each -> minutes.addAll(each.minutes()));
    int changes = 0;
    for (Instant minute : minutes) {
      changes += minute(minute);
    }
    for (Ended each : ended) {
      jdbc.sql("update process set recounted = true where incarnation = ?")
          .param(each.incarnation)
          .update();
    }
    if (changes > 0) {
      log.info("Counted {} minutes anew around the end of a process", minutes.size());
    }
  }

  /**
   * @return how many figures changed
   */
  int minute(Instant minute) {
    return jdbc.sql(COUNT)
        .param("none", RollupKey.NONE)
        .param("minute", OffsetDateTime.ofInstant(minute, ZoneOffset.UTC))
        .param("first", Ids.first(minute))
        .param("next", Ids.first(minute.plus(1, ChronoUnit.MINUTES)))
        .query(Integer.class)
        .single();
  }
}
