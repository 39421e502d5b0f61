package dev.herald.server.intake.relay;

import dev.herald.server.platform.database.ConnectionUse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. Asked a few times a second, so that those who take submissions in
 * learn that it is away before they would wait for it.
 */
@Component
@ConditionalOnKafka
class DatabasePulse implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(DatabasePulse.class);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final JdbcClient jdbc;
  private final Executor asking = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("database-pulse").daemon().factory());
  private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);
  private long asked = System.nanoTime();
  private volatile boolean away;

  DatabasePulse(JdbcClient jdbc) {
    this.jdbc = jdbc;
    clock.scheduleWithFixedDelay(
        this::look, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isAway() {
    return away;
  }

  /** One question at a time: while there is no connection, each waits for seconds. */
  private void look() {
    if (answer.isDone()) {
      say(!answer.join());
      asked = System.nanoTime();
      answer = CompletableFuture.supplyAsync(this::answers, asking);
    } else if (System.nanoTime() - asked > PATIENCE.toNanos()) {
      say(true);
    }
  }

  private boolean answers() {
    try {
      return ConnectionUse.INTAKE.call(() -> jdbc.sql("select true").query(Boolean.class).single());
    } catch (RuntimeException _) {
      return false;
    }
  }

  private void say(boolean now) {
    if (now != away) {
      if (now) {
        log.warn("The database is away: submissions are taken in with what was known of it last");
      } else {
        log.info("The database is back");
      }
      away = now;
    }
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
  }
}
