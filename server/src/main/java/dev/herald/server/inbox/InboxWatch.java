package dev.herald.server.inbox;

import dev.herald.server.platform.Shutdown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells those who look at an inbox that something in it has changed: one question a second for all
 * of a process, and only while somebody looks.
 */
@Component
class InboxWatch implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(InboxWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final String STATES =
      """
      select looked.owner,
        (select count(*) from (select from inbox_entry e
          where e.owner = looked.owner and e.archived_at is null and e.read_at is null
            and (e.expires_at is null or e.expires_at > now())
            and not exists (select from task where task.id = any (array[e.message_id]))
          limit %d) unread) as unread,
        (select e.message_id from inbox_entry e
          where e.owner = looked.owner and e.archived_at is null
            and (e.expires_at is null or e.expires_at > now())
            and not exists (select from task where task.id = any (array[e.message_id]))
          order by e.message_id desc limit 1) as latest
      from unnest(?::uuid[]) as looked (owner)
      """
          .formatted(InboxStore.COUNTED);

  private final JdbcClient jdbc;
  private final Shutdown shutdown;
  private final Map<Owner, Looking> looking = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("inbox-watch").daemon().factory());

  InboxWatch(JdbcClient jdbc, Shutdown shutdown) {
    this.jdbc = jdbc;
    this.shutdown = shutdown;
    shutdown.onBegin(() -> looking.values().forEach(Looking::leave));
    looks.scheduleWithFixedDelay(
        this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What an inbox looks like.
   *
   * @param unread at most 100
   * @param latest the newest message's id
   */
  record State(int unread, @Nullable UUID latest) {}

  /** Those who look at one inbox. */
  private static final class Looking {
    private int people;
    private @Nullable State state;
    private boolean over;

    synchronized void set(State now) {
      if (!now.equals(state)) {
        state = now;
        notifyAll();
      }
    }

    synchronized void leave() {
      over = true;
      notifyAll();
    }

    synchronized @Nullable State await(@Nullable State seen, long millis)
        throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      long left = millis;
      while (!over && left > 0 && (state == null || state.equals(seen))) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      return state;
    }
  }

  /** Whoever begins to look ends it too. */
  void begin(Owner owner) {
    looking.compute(
        owner,
        (_, present) -> {
          Looking those = present == null ? new Looking() : present;
          those.people++;
          return those;
        });
    Thread.startVirtualThread(this::look);
  }

  void end(Owner owner) {
    looking.computeIfPresent(owner, (_, those) -> --those.people == 0 ? null : those);
  }

  /**
   * Waits for another state than the one that was seen.
   *
   * @return the state that is known then; null: none yet, or this process is leaving
   */
  @Nullable State await(Owner owner, @Nullable State seen, Duration atMost)
      throws InterruptedException {
    Looking those = looking.get(owner);
    return those == null || shutdown.begun() ? null : those.await(seen, atMost.toMillis());
  }

  private void look() {
    if (looking.isEmpty()) {
      return;
    }
    try {
      states(looking.keySet().stream().map(Owner::key).toArray(UUID[]::new))
          .forEach((owner, state) -> {
            Looking those = looking.get(owner);
            if (those != null) {
              those.set(state);
            }
          });
    } catch (RuntimeException failure) {
      log.debug("Inboxes can't be looked at: {}", failure.toString());
    }
  }

  private Map<Owner, State> states(UUID[] owners) {
    Map<Owner, State> states = new HashMap<>();
    jdbc.sql(STATES)
        .params((Object) owners)
        .query((row, _) ->
            states.put(
                new Owner(row.getObject("owner", UUID.class)),
                new State(row.getInt("unread"), row.getObject("latest", UUID.class))))
        .list();
    return states;
  }

  @Override
  public void destroy() {
    looks.shutdownNow();
  }
}
