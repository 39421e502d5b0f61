package dev.herald.server.statistics;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes the statistics down every two seconds, and once more at the end. */
@Component
class StatisticsFlush implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(StatisticsFlush.class);
  private static final int SECONDS = 2;

  private final StatisticsCounter counter;
  private final StatisticsWriter writer;
  private final ObjectProvider<CountListener> listeners;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("statistics").daemon().factory());
  private volatile boolean running;

  StatisticsFlush(
      StatisticsCounter counter, StatisticsWriter writer, ObjectProvider<CountListener> listeners) {
    this.counter = counter;
    this.writer = writer;
    this.listeners = listeners;
  }

  void write() {
    Counted taken = counter.take();
    if (taken.isEmpty()) {
      return;
    }
    Counted added;
    try {
      added = writer.add(taken);
    } catch (RuntimeException failed) {
      counter.giveBack(taken);
      log.warn("Statistics could not be written, trying again: {}", failed.toString());
      return;
    }
    listeners.orderedStream().forEach(listener -> listener.counted(added));
  }

  @Override
  public void start() {
    running = true;
    clock.scheduleWithFixedDelay(this::write, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    clock.shutdown();
    write();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the lanes did. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 90_000;
  }
}
