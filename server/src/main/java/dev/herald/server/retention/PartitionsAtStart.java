package dev.herald.server.retention;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes this month's partitions before the first message is taken. */
@Component
class PartitionsAtStart implements SmartLifecycle {
  private final Maintenance maintenance;
  private volatile boolean running;

  PartitionsAtStart(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  @Override
  public void start() {
    maintenance.makePartitions();
    running = true;
  }

  @Override
  public void stop() {
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
