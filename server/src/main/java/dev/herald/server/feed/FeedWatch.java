package dev.herald.server.feed;

import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.database.DatabaseTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for messages of a feed.
 *
 * <p>One look for all feeds that somebody waits at, ten times a second and only while somebody
 * does. A notification would tell of what is put, and not of leases that lapse, of delays that end
 * and of tasks that are settled; and each costs the one who commits. One of those who wait is woken
 * at a time, and wakes the next when there was something: a thousand who wait cost no more than
 * one.
 */
@Component
class FeedWatch implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(FeedWatch.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Between two who are woken in vain, as when all that is due must wait for its turn. */
  private static final Duration SLOWEST = Duration.ofSeconds(1);

  private static final String DUE =
      """
      select waited.feed, waited.test = 1 as test
      from unnest(?::text[], ?::int[]) as waited (feed, test)
      where exists (select from feed_entry e
        where e.feed = waited.feed and e.test = (waited.test = 1) and e.due_at <= now())
      """;

  private final JdbcClient jdbc;
  private final Shutdown shutdown;
  private final Map<FeedKey, Bell> bells = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feed-watch").daemon().factory());
  private boolean reachable = true;

  FeedWatch(JdbcClient jdbc, Shutdown shutdown) {
    this.jdbc = jdbc;
    this.shutdown = shutdown;
    shutdown.onBegin(() -> bells.values().forEach(Bell::ringAll));
    looks.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where some wait for one feed. */
  private static final class Bell {
    private final Semaphore rings = new Semaphore(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long notBefore = System.nanoTime();
    private volatile long pause = LOOK.toNanos();

    boolean await(Duration atMost) throws InterruptedException {
      waiting.incrementAndGet();
      try {
        return rings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        waiting.decrementAndGet();
      }
    }

    boolean mayRing() {
      return waiting.get() > 0 && System.nanoTime() - notBefore >= 0;
    }

    void ring() {
      if (rings.availablePermits() == 0) {
        rings.release();
      }
    }

    void ringAll() {
      rings.release(waiting.get());
    }

    void answered(boolean found) {
      pause = found ? LOOK.toNanos() : Math.min(SLOWEST.toNanos(), pause * 2);
      notBefore = System.nanoTime() + (found ? 0 : pause);
      if (found) {
        ring();
      }
    }
  }

  /**
   * Waits until something may be due there.
   *
   * @return false: nothing came, or this process is leaving
   */
  boolean await(FeedKey key, Duration atMost) throws InterruptedException {
    return !shutdown.begun()
        && bells.computeIfAbsent(key, _ -> new Bell()).await(atMost)
        && !shutdown.begun();
  }

  /** Whoever was woken says whether there was something. */
  void answered(FeedKey key, boolean found) {
    Bell bell = bells.get(key);
    if (bell != null) {
      bell.answered(found);
    }
  }

  private void look() {
    try {
      List<FeedKey> waited =
          bells.entrySet().stream()
              .filter(each -> each.getValue().mayRing())
              .map(Map.Entry::getKey)
              .toList();
      if (!waited.isEmpty()) {
        due(waited).forEach(this::ring);
      }
      reachable = true;
    } catch (RuntimeException failure) {
      if (reachable || !DatabaseTrouble.passing(failure)) {
        log.warn("Whether feeds have something can't be seen: {}", failure.toString());
      }
      reachable = false;
    }
  }

  private void ring(FeedKey key) {
    Bell bell = bells.get(key);
    if (bell != null) {
      bell.ring();
    }
  }

  private List<FeedKey> due(List<FeedKey> waited) {
    return jdbc.sql(DUE)
        .params(
            waited.stream().map(FeedKey::feed).toArray(String[]::new),
            waited.stream().map(key -> key.test() ? 1 : 0).toArray(Integer[]::new))
        .query((row, _) -> new FeedKey(row.getString("feed"), row.getBoolean("test")))
        .list();
  }

  @Override
  public void destroy() {
    looks.shutdownNow();
  }
}
