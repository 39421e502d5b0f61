package dev.herald.server.alarm;

import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has alarms looked for every ten seconds, by whichever process with the role {@code cron} comes
 * first; the others find that it was done.
 */
@Component
class AlarmWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AlarmWatch.class);
  private static final int SECONDS = 10;

  private final Evaluation evaluation;
  private final Notifier notifier;
  private final AlarmSettings settings;
  private final Disks disks;
  private final Roles roles;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("alarms").daemon().factory());
  private volatile boolean running;

  AlarmWatch(
      Evaluation evaluation,
      Notifier notifier,
      AlarmSettings settings,
      Disks disks,
      Roles roles,
      Clock clock) {
    this.evaluation = evaluation;
    this.notifier = notifier;
    this.settings = settings;
    this.disks = disks;
    this.roles = roles;
    this.clock = clock;
  }

  private void look() {
    try {
      disks.tell();
      if (roles.has(Role.CRON) && settings.isTurn(SECONDS - 1)) {
        Instant now = clock.instant();
        evaluation.at(now);
        notifier.at(now);
      }
    } catch (RuntimeException e) {
      log.warn("Alarms could not be looked for, trying again: {}", e.toString());
    }
  }

  @Override
  public void start() {
    running = true;
    timer.scheduleWithFixedDelay(this::look, SECONDS / 2, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the lanes began; it ends before them. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }
}
