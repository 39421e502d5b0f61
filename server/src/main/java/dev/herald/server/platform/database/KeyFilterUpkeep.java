package dev.herald.server.platform.database;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this process's filter of a table's keys, so that nearly all that is not there costs no
 * query: adds what others added each second, and makes a larger one when it is full. A key that was
 * taken away stays in it and costs a look, until then.
 */
public final class KeyFilterUpkeep implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KeyFilterUpkeep.class);
  private static final long EVERY_MILLIS = 1_000;

  /** An entry is committed sooner after its time than this. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /** The table whose keys are kept. */
  public interface Table {
    /** As in {@code the suppression list}, for logs. */
    String name();

    /** By the clock of the database. */
    Instant now();

    long count();

    /** The keys of those that were made since then. */
    void keysSince(Instant since, Consumer<UUID> each);
  }

  private final Table table;
  private volatile @Nullable KeyFilter filter;
  private Instant readTo = Instant.EPOCH;
  private @Nullable ScheduledExecutorService timer;

  public KeyFilterUpkeep(Table table) {
    this.table = table;
  }

  /** Before the table was read once, every key may be there. */
  public boolean mayHave(UUID key) {
    KeyFilter present = filter;
    return present == null || present.mayHave(key);
  }

  /** Whether nothing is there, so that no key need be made. */
  public boolean isEmpty() {
    KeyFilter present = filter;
    return present != null && present.isEmpty();
  }

  /** Of what this process added itself. */
  public void add(UUID key) {
    KeyFilter present = filter;
    if (present != null) {
      present.add(key);
    }
  }

  private void look() {
    try {
      read();
    } catch (RuntimeException e) {
      log.warn("{} could not be read, trying again: {}", table.name(), e.toString());
    }
  }

  private synchronized void read() {
    KeyFilter present = filter;
    Instant now = table.now();
    if (present == null || present.isFull()) {
      KeyFilter fresh = new KeyFilter(table.count());
      table.keysSince(Instant.EPOCH, fresh::add);
      // What was added to the one before meanwhile is read again by the next look.
      filter = fresh;
    } else {
      table.keysSince(readTo.minus(OVERLAP), present::add);
    }
    readTo = now;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService fresh =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("key-filter").daemon().factory());
    fresh.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    timer = fresh;
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      running.shutdownNow();
      timer = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
