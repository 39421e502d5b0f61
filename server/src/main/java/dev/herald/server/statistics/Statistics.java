package dev.herald.server.statistics;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what was counted of everybody together. The cost goes by the minutes or hours, not by the
 * messages, nor by how many send them.
 */
@Repository
public class Statistics {
  private final JdbcClient jdbc;

  Statistics(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What happened in one step of time.
   *
   * @param failed for good: what went on by the next channel is not, and what is unknown neither
   * @param undelivered of those that failed, those that had been sent
   */
  public record Moment(
      Instant at,
      long accepted,
      long sent,
      long delivered,
      long failed,
      long undelivered,
      long retried) {}

  /**
   * What went wrong, how often.
   *
   * @param reason its code; empty: counted before codes were
   */
  public record Failure(MessageState state, String reason, String channel, long count) {}

  /**
   * @param latency a histogram for {@link Latencies#quantile}
   */
  public record OfLane(String lane, long[] latency) {
    public long sent() {
      return Arrays.stream(latency).sum();
    }
  }

  /** The calls to one source. */
  public record OfSource(
      UUID source, long calls, long accepted, long rejected, long throttled, long failed) {}

  /** Steps in which something happened, oldest first. */
  public List<Moment> series(Instant from, Duration step) {
    return jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), start, :from) as at,
              coalesce(sum(count) filter (where fact = 'ACCEPTED'), 0) as accepted,
              coalesce(sum(count) filter (where state = 'SENT'), 0) as sent,
              coalesce(sum(count) filter (where state = 'DELIVERED'), 0) as delivered,
              coalesce(sum(count) filter (where state in
                ('FAILED', 'EXPIRED', 'UNDELIVERED')), 0) as failed,
              coalesce(sum(count) filter (where state = 'UNDELIVERED'), 0) as undelivered,
              coalesce(sum(count) filter (where fact = 'RETRIED'), 0) as retried
            from rollup_of_all where grain = :grain and start >= :from group by 1 order by 1
            """)
        .param("from", time(from))
        .param("grain", Grain.of(step).name())
        .param("step", (double) step.toSeconds())
        .query((row, _) ->
            new Moment(
                Objects.requireNonNull(MessageRows.instant(row, "at")),
                row.getLong("accepted"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("failed"),
                row.getLong("undelivered"),
                row.getLong("retried")))
        .list();
  }

  /** Most frequent first. */
  public List<Failure> failures(Instant from, Grain grain, int most) {
    return jdbc.sql(
            """
            select state, reason, channel, sum(count) as count from rollup_of_all
            where grain = :grain and start >= :from and fact = 'ENDED'
              and state in ('FAILED', 'EXPIRED', 'UNDELIVERED', 'UNKNOWN', 'SUPPRESSED')
            group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit :most
            """)
        .param("from", time(from))
        .param("grain", grain.name())
        .param("most", most)
        .query(Failure.class)
        .list();
  }

  public List<OfLane> lanes(Instant from) {
    return jdbc.sql(
            """
            select lane, array_agg(total order by n) as latency from (
              select lane, n, cast(sum(each) as bigint) as total
              from tally cross join lateral unnest(latency) with ordinality as x (each, n)
              where minute >= :from and fact = 'ENDED' and state = 'SENT' and latency is not null
              group by lane, n) by_bucket
            group by lane order by lane
            """)
        .param("from", time(from))
        .query((row, _) -> new OfLane(row.getString("lane"), longs(row, "latency")))
        .list();
  }

  /** Of which sources were called. */
  public List<OfSource> sources(Instant from, Grain grain) {
    return jdbc.sql(
            """
            select source_id as source, sum(count) as calls,
              coalesce(sum(count) filter (where outcome = 'ACCEPTED'), 0) as accepted,
              coalesce(sum(count) filter (where outcome like 'REJECTED%'), 0) as rejected,
              coalesce(sum(count) filter (where outcome = 'THROTTLED'), 0) as throttled,
              coalesce(sum(count) filter (where outcome in ('RETRYABLE', 'UNKNOWN')), 0) as failed
            from rollup_of_all where grain = :grain and start >= :from and fact = 'CALLED' group by 1
            """)
        .param("from", time(from))
        .param("grain", grain.name())
        .query(OfSource.class)
        .list();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static long[] longs(ResultSet row, String column) throws SQLException {
    @Nullable Object[] values = (Object[]) row.getArray(column).getArray();
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = ((Number) Objects.requireNonNull(values[i])).longValue();
    }
    return longs;
  }
}
