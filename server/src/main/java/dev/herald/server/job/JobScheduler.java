package dev.herald.server.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.herald.server.platform.ProcessHome;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs jobs that are due, unless another process does. */
@Component
public class JobScheduler implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(JobScheduler.class);
  private static final String TABLE = "job";

  /** One each for resends, imports and campaigns, which take long, and three for all else. */
  private static final int THREADS = 6;

  private static final int MISSED_HEARTBEATS = 4;

  private final List<RecurringJob> jobs;
  private final JobRuns runs;
  private final DataSource database;
  private final JobSettings settings;
  private final String process;
  private final boolean runsJobs;
  private @Nullable Scheduler scheduler;

  JobScheduler(
      List<RecurringJob> jobs,
      JobRuns runs,
      DataSource database,
      JobSettings settings,
      ProcessHome home,
      Roles roles) {
    this.jobs = jobs;
    this.runs = runs;
    this.database = database;
    this.settings = settings;
    this.process = "%s (%d)".formatted(home.name(), ProcessHandle.current().pid());
    this.runsJobs = roles.has(Role.CRON);
  }

  @Override
  public void start() {
    if (!runsJobs) {
      return;
    }
    Scheduler fresh =
        Scheduler.create(database)
            .startTasks(jobs.stream().map(JobScheduler::task).toList())
            .tableName(TABLE)
            .schedulerName(new SchedulerName.Fixed(process))
            .threads(THREADS)
            .pollingInterval(settings.poll())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(settings.drain())
            .alwaysPersistTimestampInUTC()
            // Each failure is told below, in one line.
            .failureLogging(LogLevel.OFF, false)
            .addSchedulerListener(new Recorder())
            .build();
    fresh.start();
    scheduler = fresh;
  }

  /**
   * Has a job run as soon as a process can, since there is something to do for it. Part of the
   * transaction that it is called in.
   */
  public void hurry(String job) {
    runs.due(job);
    Scheduler running = scheduler;
    if (running == null) {
      return;
    }
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              running.triggerCheckForDueExecutions();
            }
          });
    } else {
      running.triggerCheckForDueExecutions();
    }
  }

  private static RecurringTask<Void> task(RecurringJob job) {
    RetryDelay retry = new RetryDelay(job.every());
    return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
        .onFailure((complete, operations) -> tryAgain(retry, complete, operations))
        .execute((_, _) -> job.work().run());
  }

  private static void tryAgain(
      RetryDelay retry, ExecutionComplete complete, ExecutionOperations<Void> operations) {
    Duration delay = retry.after(complete.getExecution().consecutiveFailures + 1);
    operations.reschedule(complete, complete.getTimeDone().plus(delay));
  }

  /** Keeps what became of each run. */
  private final class Recorder extends AbstractSchedulerListener {
    @Override
    public void onExecutionComplete(ExecutionComplete complete) {
      Execution execution = complete.getExecution();
      String name = execution.taskInstance.getTaskName();
      @Nullable String failure = complete.getCause().map(Objects::toString).orElse(null);
      if (failure != null) {
        log.warn("Job {} failed and will be tried again: {}", name, failure);
      }
      try {
        runs.record(
            new JobRuns.Run(
                name, execution.taskInstance.getId(), process, complete.getDuration(), failure));
      } catch (RuntimeException unrecorded) {
        log.warn("The run of job {} could not be recorded: {}", name, unrecorded.toString());
      }
    }
  }

  @Override
  public void stop() {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
      scheduler = null;
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  /** After the tables' room was made, and it stops after whatever jobs work on. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 95_000;
  }
}
