package dev.herald.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.herald.bench.worker.DatabaseAccess;
import dev.herald.bench.worker.Worker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * JobRunr: 64 workers, the shortest poll that it allows (it looks for more by itself whenever
 * workers run idle), no dashboard, no retries; jobs are enqueued as one stream.
 */
public final class JobRunrPeer implements Worker {
  private static final int WORKERS = 64;
  private static final int CONNECTIONS = 32;
  private static final int POLL_SECONDS = 5;

  private final Countdown countdown = new Countdown();
  private final StorageProvider storage;
  private final JobRunrConfigurationResult jobs;
  private final BackgroundJobServer server;
  private long filled;

  /** One notice to send. */
  public record Notice(String text) implements JobRequest {
    @Override
    public Class<Sending> getJobRequestHandler() {
      return Sending.class;
    }
  }

  /** Sends it. */
  public record Sending(Provider provider, Countdown countdown)
      implements JobRequestHandler<Notice> {
    @Override
    @Job(retries = 0)
    public void run(Notice notice) {
      provider.send(notice.text());
      countdown.done();
    }
  }

  private JobRunrPeer(HikariDataSource database, Provider provider) {
    this.storage = new PostgresStorageProvider(database);
    Sending sending = new Sending(provider, countdown);
    this.jobs =
        JobRunr.configure()
            .useStorageProvider(storage)
            .useJobActivator(new OneHandler(sending))
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollIntervalInSeconds(POLL_SECONDS)
                    .andWorkerCount(WORKERS))
            .initialize();
    this.server = Objects.requireNonNull(JobRunr.getBackgroundJobServer());
  }

  /** Every handler that is asked for is this one. */
  private record OneHandler(Sending sending) implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type.cast(sending);
    }
  }

  /**
   * @param arguments URL, user and password of the database, and the stand-in's port
   */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource database = DatabaseAccess.of(arguments, CONNECTIONS).pool();
        Provider provider = new Provider(Integer.parseInt(arguments[3]), "/jobrunr", WORKERS)) {
      JobRunrPeer peer = new JobRunrPeer(database, provider);
      peer.server.pauseProcessing();
      Worker.serve(peer);
      JobRunr.destroy();
    }
  }

  @Override
  public void fill(int messages) {
    jobs.getJobRequestScheduler()
        .enqueue(
            LongStream.range(filled, filled + messages)
                .mapToObj(number -> new Notice(Provider.notice(number))));
    filled += messages;
  }

  /** A job counts once it is recorded as succeeded. */
  @Override
  public void work(int messages) throws Exception {
    countdown.begin(messages);
    server.resumeProcessing();
    countdown.await();
    while (storage.countJobs(StateName.ENQUEUED) + storage.countJobs(StateName.PROCESSING) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    server.pauseProcessing();
  }
}
