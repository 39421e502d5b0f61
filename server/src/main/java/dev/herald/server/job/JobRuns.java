package dev.herald.server.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of each job's last run. */
@Repository
public class JobRuns {
  private static final int LONGEST_FAILURE = 500;

  private final JdbcClient jdbc;

  JobRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A job as the cluster sees it.
   *
   * @param nextRun when it is due; in the past while it runs or no process takes it
   * @param running whether a process runs it now
   * @param process which runs it now, or ran it last; null before the first run
   * @param lastRun when the last run ended
   * @param millis how long the last run took
   * @param failure why the last run failed; null when it did not
   * @param failures in a row
   */
  public record Job(
      String name,
      Instant nextRun,
      boolean running,
      @Nullable String process,
      @Nullable Instant lastRun,
      @Nullable Long millis,
      @Nullable String failure,
      int failures) {}

  /** All jobs, by name. */
  public List<Job> all() {
    return jdbc.sql(
            """
            select task_name as name, execution_time as next_run, picked as running,
              coalesce(picked_by, run.process) as process, run.ended_at as last_run, run.millis,
              run.failure, coalesce(consecutive_failures, 0) as failures
            from job left join job_run run using (task_name, task_instance)
            order by task_name, task_instance
            """)
        .query(Job.class)
        .list();
  }

  /** Makes a job due, unless it runs or is due already. */
  void due(String name) {
    jdbc.sql(
            """
            update job set execution_time = now(), version = version + 1
            where task_name = ? and not picked and execution_time > now()
            """)
        .param(name)
        .update();
  }

  void record(Run run) {
    jdbc.sql(
            """
            insert into job_run (task_name, task_instance, process, ended_at, millis, failure)
            values (:name, :instance, :process, now(), :millis, :failure)
            on conflict (task_name, task_instance) do update
              set process = excluded.process, ended_at = excluded.ended_at,
                  millis = excluded.millis, failure = excluded.failure
            """)
        .param("name", run.name())
        .param("instance", run.instance())
        .param("process", run.process())
        .param("millis", run.took().toMillis())
        .param("failure", shortened(run.failure()))
        .update();
  }

  /** One run of a job that has ended. */
  record Run(
      String name, String instance, String process, Duration took, @Nullable String failure) {}

  private static @Nullable String shortened(@Nullable String failure) {
    return failure == null || failure.length() <= LONGEST_FAILURE
        ? failure
        : failure.substring(0, LONGEST_FAILURE - 1) + "…";
  }
}
