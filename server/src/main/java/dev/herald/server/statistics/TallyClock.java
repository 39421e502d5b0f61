package dev.herald.server.statistics;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes the tally down every two seconds, and once more at the end. */
@Component
class TallyClock implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TallyClock.class);
  private static final int SECONDS = 2;

  private final Tally tally;
  private final TallyWriter writer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tally").daemon().factory());
  private volatile boolean running;

  TallyClock(Tally tally, TallyWriter writer) {
    this.tally = tally;
    this.writer = writer;
  }

  void write() {
    Map<Tally.Cell, Tally.Count> taken = tally.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      writer.add(taken);
    } catch (RuntimeException failed) {
      tally.giveBack(taken);
      log.warn("Statistics could not be written, trying again: {}", failed.toString());
    }
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
