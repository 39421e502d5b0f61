package dev.herald.server.suppression;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps this process's filter of the list: adds what others added each second, and makes a larger
 * one when it is full. An address that was lifted stays in it and costs a look, until then.
 */
@Component
class FilterUpkeep implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FilterUpkeep.class);
  private static final long EVERY_MILLIS = 1_000;

  /** An entry is committed sooner after its time than this. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final SuppressionStore store;
  private volatile @Nullable AddressFilter filter;
  private Instant readTo = Instant.EPOCH;
  private @Nullable ScheduledExecutorService timer;

  FilterUpkeep(SuppressionStore store) {
    this.store = store;
  }

  /** Before the list was read once, every address may be on it. */
  boolean mayHave(UUID key) {
    AddressFilter present = filter;
    return present == null || present.mayHave(key);
  }

  void add(UUID key) {
    AddressFilter present = filter;
    if (present != null) {
      present.add(key);
    }
  }

  private void look() {
    try {
      read();
    } catch (RuntimeException e) {
      log.warn("The suppression list could not be read, trying again: {}", e.toString());
    }
  }

  private synchronized void read() {
    AddressFilter present = filter;
    Instant now = store.now();
    if (present == null || present.isFull()) {
      AddressFilter fresh = new AddressFilter(store.count());
      store.keysSince(Instant.EPOCH, fresh::add);
      // What was added to the one before meanwhile is read again by the next look.
      filter = fresh;
    } else {
      store.keysSince(readTo.minus(OVERLAP), present::add);
    }
    readTo = now;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService fresh =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("suppression-filter").daemon().factory());
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
