package dev.herald.server.lane;

import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.task.Upkeep;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes room before the first message is taken, and runs the upkeep now and every few hours. */
@Component
class UpkeepClock implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(UpkeepClock.class);
  private static final int HOURS = 6;

  private final Upkeep upkeep;
  private final boolean keeps;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("upkeep").daemon().factory());
  private volatile boolean running;

  UpkeepClock(Upkeep upkeep, Roles roles) {
    this.upkeep = upkeep;
    this.keeps = roles.has(Role.CRON);
  }

  @Override
  public void start() {
    upkeep.makeRoom();
    if (keeps) {
      clock.scheduleWithFixedDelay(this::again, 0, HOURS, TimeUnit.HOURS);
    }
    running = true;
  }

  private void again() {
    try {
      upkeep.run();
    } catch (RuntimeException e) {
      log.warn("The upkeep failed and will be tried again: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    clock.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the lanes. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 100_000;
  }
}
