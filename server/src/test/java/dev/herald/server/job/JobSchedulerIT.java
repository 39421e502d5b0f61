package dev.herald.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.ProcessHome;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JobSchedulerIT {
  private static final Duration HANG = Duration.ofMinutes(1);
  private static final JobSettings QUICK =
      new JobSettings(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));

  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final JobRuns runs = new JobRuns(jdbc);
  private final List<JobScheduler> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(JobScheduler::stop);
  }

  @Test
  void one_process_at_a_time_runs_a_job() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    RecurringJob job =
        new RecurringJob(
            "count",
            Duration.ofMillis(1),
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              done.incrementAndGet();
            });

    start("one", Roles.ALL, job);
    start("two", Roles.ALL, job);
    start("three", Roles.ALL, job);

    await().atMost(HANG).until(() -> done.get() >= 20);
    assertThat(most).hasValue(1);
  }

  @Test
  void a_run_is_told_with_its_process_and_next_run() {
    start("here", Roles.ALL, new RecurringJob("quiet", Duration.ofHours(6), () -> {}));

    JobRuns.Job job = awaitRun("quiet");

    assertThat(job.process()).startsWith("here (");
    assertThat(job.failure()).isNull();
    assertThat(job.failures()).isZero();
    assertThat(job.millis()).isNotNegative();
    assertThat(job.nextRun()).isAfter(job.lastRun());
  }

  @Test
  void a_job_that_fails_says_why_and_holds_up_no_other() {
    AtomicInteger others = new AtomicInteger();
    start(
        "here",
        Roles.ALL,
        new RecurringJob(
            "broken",
            Duration.ofHours(6),
            () -> {
              throw new IllegalStateException("the disk is full");
            }),
        new RecurringJob("sound", Duration.ofMillis(1), others::incrementAndGet));

    JobRuns.Job job = awaitRun("broken");

    assertThat(job.failure()).contains("the disk is full");
    assertThat(job.failures()).isPositive();
    assertThat(job.nextRun()).isBefore(Instant.now().plus(Duration.ofHours(1)));
    int before = others.get();
    await().atMost(HANG).until(() -> others.get() > before);
  }

  @Test
  void a_job_that_failed_is_tried_again_and_the_failure_forgotten() {
    AtomicInteger tries = new AtomicInteger();
    start(
        "here",
        Roles.ALL,
        new RecurringJob(
            "flaky",
            Duration.ofMillis(50),
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
            }));

    await().atMost(HANG).until(() -> tries.get() > 1);
    await()
        .atMost(HANG)
        .untilAsserted(() -> {
          assertThat(job("flaky").failure()).isNull();
          assertThat(job("flaky").failures()).isZero();
        });
  }

  @Test
  void a_job_is_run_at_once_when_there_is_something_to_do_for_it() {
    AtomicInteger done = new AtomicInteger();
    start("here", Roles.ALL, new RecurringJob("rare", Duration.ofHours(6), done::incrementAndGet));
    awaitRun("rare");

    processes.getFirst().hurry("rare");

    await().atMost(HANG).until(() -> done.get() > 1);
  }

  @Test
  void a_run_whose_process_died_goes_on_elsewhere() {
    Semaphore begun = new Semaphore(0);
    start("there", Roles.ALL, new RecurringJob("long", Duration.ofHours(6), begun::release));
    await().atMost(HANG).until(begun::tryAcquire);
    awaitRun("long");
    processes.removeLast().stop();
    // As a process leaves it that was killed in the middle of a run.
    jdbc.sql(
            """
            update job set picked = true, picked_by = 'there', version = version + 1,
              execution_time = now() - interval '1 hour', last_heartbeat = now() - interval '1 hour'
            """)
        .update();

    start("here", Roles.ALL, new RecurringJob("long", Duration.ofHours(6), begun::release));

    await().atMost(HANG).until(begun::tryAcquire);
    await()
        .atMost(HANG)
        .untilAsserted(() -> assertThat(job("long").process()).startsWith("here ("));
  }

  @Test
  void a_process_without_the_role_runs_none() {
    start(
        "api",
        new Roles(Set.of(Role.API)),
        new RecurringJob("never", Duration.ofMillis(1), () -> {}));

    assertThat(processes.getFirst().isRunning()).isFalse();
    assertThat(runs.all()).isEmpty();
  }

  private void start(String home, Roles roles, RecurringJob... jobs) {
    JobScheduler process =
        new JobScheduler(List.of(jobs), runs, database, QUICK, new ProcessHome(home), roles);
    processes.add(process);
    process.start();
  }

  private JobRuns.Job awaitRun(String name) {
    await().atMost(HANG).until(() -> runs.all().stream().anyMatch(each -> each.lastRun() != null));
    await().atMost(HANG).until(() -> job(name).lastRun() != null && !job(name).running());
    return job(name);
  }

  private JobRuns.Job job(String name) {
    return runs.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
