package dev.herald.server.lane;

import dev.herald.server.platform.Shutdown;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Leaves in order: takes nothing new, finishes the calls that are under way, gives back the rest.
 * The web server answers meanwhile, with 503 to submissions.
 */
@Component
class GracefulShutdown implements SmartLifecycle {
  private final Shutdown shutdown;
  private final Lanes lanes;
  private final Duration limit;
  private volatile boolean running;

  GracefulShutdown(Shutdown shutdown, Lanes lanes, LaneSettings settings) {
    this.shutdown = shutdown;
    this.lanes = lanes;
    this.limit = settings.drain();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    shutdown.begin();
    lanes.drain(limit);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before anything else stops. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }
}
