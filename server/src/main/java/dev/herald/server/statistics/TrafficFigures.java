package dev.herald.server.statistics;

import dev.herald.server.task.store.MessageRows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was counted for whoever compares it with what is usual. */
@Repository
public class TrafficFigures {
  private final JdbcClient jdbc;

  TrafficFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What became of a node's messages on one channel.
   *
   * @param ended sent or failed, each once
   */
  public record Outcomes(UUID nodeId, String channel, long ended, long failed) {}

  public List<Outcomes> outcomes(Instant from) {
    return jdbc.sql(
            """
            select node_id, channel,
              coalesce(sum(count) filter (where state in ('SENT', 'FAILED', 'EXPIRED')), 0) as ended,
              coalesce(sum(count) filter (where state in
                ('FAILED', 'EXPIRED', 'UNDELIVERED')), 0) as failed
            from rollup where grain = 'MINUTE' and start >= :from and fact = 'ENDED'
            group by 1, 2
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query(Outcomes.class)
        .list();
  }

  /** How many messages of a node came in. */
  public record Volume(UUID nodeId, long count) {}

  public List<Volume> volumes(Instant from) {
    return jdbc.sql(
            """
            select node_id, sum(count) as count from rollup
            where grain = 'MINUTE' and start >= :from and fact = 'ACCEPTED' group by 1
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query(Volume.class)
        .list();
  }

  /** Of which messages; what is null may be anything. */
  public record Part(
      @Nullable UUID application,
      @Nullable UUID node,
      @Nullable UUID tenant,
      @Nullable String lane,
      @Nullable String channel) {}

  /** How many messages of it came in. */
  public long arrived(Instant from, Part part) {
    return jdbc.sql(
            """
            select coalesce(sum(count), 0) from rollup
            where grain = 'MINUTE' and start >= :from and fact = 'ACCEPTED'
              and (cast(:application as uuid) is null or application_id = :application)
              and (cast(:node as uuid) is null or node_id = :node)
              and (cast(:tenant as uuid) is null or tenant_id = :tenant)
              and (cast(:lane as text) is null or lane = :lane)
              and (cast(:channel as text) is null or channel = :channel)
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("application", part.application)
        .param("node", part.node)
        .param("tenant", part.tenant)
        .param("lane", part.lane)
        .param("channel", part.channel)
        .query(Long.class)
        .single();
  }

  /**
   * What a node sends in an hour in which it sends.
   *
   * @param hours in how many it sent
   */
  public record Usual(UUID nodeId, long hours, double perHour) {}

  public List<Usual> usual(Instant from, Instant to) {
    return jdbc.sql(
            """
            select node_id, count(*) as hours, cast(avg(count) as double precision) as per_hour
            from (
              select node_id, start, sum(count) as count from rollup
              where grain = 'HOUR' and start >= :from and start < :to and fact = 'ACCEPTED'
              group by 1, 2) by_hour
            group by 1
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query(Usual.class)
        .list();
  }

  /**
   * What nodes sent at the same hour of the days before.
   *
   * @param hour of today
   * @param days how many days before are looked at
   * @return the number of days on which each sent, and how much on average
   */
  public List<Usual> sameHour(Instant hour, int days) {
    return jdbc.sql(
            """
            select node_id, count(*) as hours, cast(avg(count) as double precision) as per_hour
            from (
              select node_id, start, sum(count) as count from rollup
              where grain = 'HOUR' and fact = 'ACCEPTED' and start = any (array(
                select :hour - make_interval(days => n) from generate_series(1, :days) as n))
              group by 1, 2) by_day
            group by 1
            """)
        .param("hour", hour.atOffset(ZoneOffset.UTC))
        .param("days", days)
        .query(Usual.class)
        .list();
  }

  /**
   * What a source's provider reported on.
   *
   * @param reported delivered or not
   */
  public record Reports(UUID sourceId, long sent, long reported) {
    /** Of what was sent. */
    public double share() {
      return sent == 0 ? 0 : (double) reported / sent;
    }
  }

  /**
   * @param grain {@code MINUTE} or {@code HOUR}
   */
  public List<Reports> reports(String grain, Instant from, Instant to) {
    return jdbc.sql(
            """
            select source_id, coalesce(sum(count) filter (where state = 'SENT'), 0) as sent,
              coalesce(sum(count) filter (where state in ('DELIVERED', 'UNDELIVERED')), 0)
                as reported
            from rollup
            where grain = :grain and start >= :from and start < :to and fact = 'ENDED'
            group by 1
            """)
        .param("grain", grain)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query(Reports.class)
        .list();
  }

  /** Calls to a source in one minute. */
  public record Calls(UUID sourceId, Instant minute, long count) {}

  /** In order of time. */
  public List<Calls> calls(Instant from, Instant to) {
    return jdbc.sql(
            """
            select source_id, start, sum(count) as count from rollup
            where grain = 'MINUTE' and start >= :from and start < :to and fact = 'CALLED'
            group by 1, 2 order by 2
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query((row, _) ->
            new Calls(
                row.getObject("source_id", UUID.class),
                Objects.requireNonNull(MessageRows.instant(row, "start")),
                row.getLong("count")))
        .list();
  }

  /**
   * Of a source's calls, the nodes whose part grew: in the second half of the time over the first.
   *
   * @return most first
   */
  public List<Volume> growth(UUID sourceId, Instant from, Duration time) {
    return jdbc.sql(
            """
            select node_id, sum(case when start < :half then -count else count end) as count
            from rollup
            where grain = 'MINUTE' and start >= :from and start < :to and fact = 'CALLED'
              and source_id = :source
            group by 1 having sum(case when start < :half then -count else count end) > 0
            order by 2 desc
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("half", from.plus(time.dividedBy(2)).atOffset(ZoneOffset.UTC))
        .param("to", from.plus(time).atOffset(ZoneOffset.UTC))
        .param("source", sourceId)
        .query(Volume.class)
        .list();
  }
}
