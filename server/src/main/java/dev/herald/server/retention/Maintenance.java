package dev.herald.server.retention;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes partitions ahead, and lets go of what else is older than it is kept. */
@Component
public class Maintenance {
  private static final long LOCK = 0x48657261_6c64L;

  private final JdbcClient jdbc;
  private final Partitions partitions;
  private final RetentionSettings retention;
  private final Clock clock;

  Maintenance(JdbcClient jdbc, Partitions partitions, RetentionSettings retention, Clock clock) {
    this.jdbc = jdbc;
    this.partitions = partitions;
    this.retention = retention;
    this.clock = clock;
  }

  /** Makes the partitions of today and of the days to come. Any process may, at any time. */
  @Transactional
  public void makePartitions() {
    lock();
    partitions.make(retention.partitions(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  void forgetIdempotencyKeys() {
    jdbc.sql("delete from idempotency_key where created_at < now() - make_interval(secs => ?)")
        .param((double) retention.idempotencyKeys().toSeconds())
        .update();
  }

  void forgetDeduplication() {
    jdbc.sql("delete from dedup where until < now() - interval '1 hour'").update();
  }

  void forgetStatistics() {
    jdbc.sql("delete from tally where minute < now() - interval '8 days'").update();
    // What is still to be counted anew is held against the minutes as they were counted.
    jdbc.sql(
            """
            delete from rollup
            where grain = 'MINUTE' and start < least(now() - interval '2 days',
              (select min(beat_at) - interval '5 minutes' from process where not recounted))
              or grain = 'HOUR' and start < now() - interval '100 days'
              or grain = 'DAY' and start < now() - interval '1100 days'
            """)
        .update();
    jdbc.sql(
            """
            delete from rollup_of_all
            where grain = 'MINUTE' and start < now() - interval '2 days'
              or grain = 'HOUR' and start < now() - interval '8 days'
            """)
        .update();
  }

  void forgetResends() {
    jdbc.sql("delete from resend_job where finished_at < now() - interval '90 days'").update();
  }

  void forgetProcesses() {
    jdbc.sql("delete from process where ended_at < now() - interval '30 days'").update();
  }

  private void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> 0).single();
  }
}
