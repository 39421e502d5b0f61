package dev.herald.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.herald.bench.worker.DatabaseAccess;
import dev.herald.bench.worker.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * db-scheduler: lock-and-fetch, 64 threads, four times as many picked at once, polled every 50 ms;
 * tasks are scheduled in batches.
 */
public final class DbSchedulerPeer implements Worker {
  private static final int THREADS = 64;
  private static final int CONNECTIONS = 32;
  private static final int BATCH = 1_000;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final List<String> TABLES =
      List.of(
          """
          create table scheduled_tasks (
            task_name text not null, task_instance text not null, task_data bytea,
            execution_time timestamptz not null, picked boolean not null, picked_by text,
            last_success timestamptz, last_failure timestamptz, consecutive_failures int,
            last_heartbeat timestamptz, version bigint not null, priority smallint,
            primary key (task_name, task_instance))
          """,
          "create index execution_time_idx on scheduled_tasks (execution_time)",
          "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");

  private final HikariDataSource database;
  private final OneTimeTask<String> notice;
  private final Countdown countdown = new Countdown();
  private final Scheduler scheduler;
  private long filled;

  private DbSchedulerPeer(HikariDataSource database, Provider provider) {
    this.database = database;
    this.notice =
        Tasks.oneTime("notice", String.class)
            .execute((instance, _) -> {
              provider.send(instance.getData());
              countdown.done();
            });
    this.scheduler =
        Scheduler.create(database, notice)
            .threads(THREADS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(POLL)
            .build();
  }

  /**
   * @param arguments URL, user and password of the database, and the stand-in's port
   */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource database = DatabaseAccess.of(arguments, CONNECTIONS).pool();
        Provider provider =
            new Provider(Integer.parseInt(arguments[3]), "/db-scheduler", THREADS)) {
      try (Connection connection = database.getConnection()) {
        for (String table : TABLES) {
          connection.createStatement().execute(table);
        }
      }
      DbSchedulerPeer peer = new DbSchedulerPeer(database, provider);
      peer.scheduler.pause();
      peer.scheduler.start();
      Worker.serve(peer);
      peer.scheduler.stop();
    }
  }

  @Override
  public void fill(int messages) {
    for (int done = 0; done < messages; done += BATCH) {
      List<TaskInstance<?>> batch = new ArrayList<>();
      for (int i = done; i < Math.min(messages, done + BATCH); i++) {
        long number = filled++;
        batch.add(notice.instance(Long.toString(number), Provider.notice(number)));
      }
      scheduler.scheduleBatch(batch, Instant.now());
    }
  }

  /** A task counts once its row is gone. */
  @Override
  public void work(int messages) throws Exception {
    countdown.begin(messages);
    scheduler.resume();
    countdown.await();
    while (!isEmpty()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    scheduler.pause();
  }

  private boolean isEmpty() throws SQLException {
    try (Connection connection = database.getConnection();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("select not exists (select from scheduled_tasks)")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
