package dev.herald.server.limit;

import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.limit.shift.Shifts;
import dev.herald.server.limit.shift.SourceShare;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The limiters of this process, one for each source that it has called. */
@Component
public class SourceLimiters {
  private static final int RECONSIDER = 5;

  private final ConnectorCatalog connectors;
  private final Shutdown shutdown;
  private final SourceMetrics metrics;
  private final SourceLimiter.Surroundings around;
  private final Map<UUID, SourceLimiter> limiters = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gate-clock").daemon().factory());

  SourceLimiters(
      ConnectorCatalog connectors,
      SharedCaps caps,
      LimitSettings settings,
      Shutdown shutdown,
      SourceMetrics metrics,
      Shifts shifts) {
    this.connectors = connectors;
    this.shutdown = shutdown;
    this.metrics = metrics;
    this.around =
        new SourceLimiter.Surroundings(settings, caps, clock, System::nanoTime, shifts::note);
    clock.scheduleWithFixedDelay(this::reconsider, RECONSIDER, RECONSIDER, TimeUnit.SECONDS);
    shutdown.onBegin(() -> limiters.values().forEach(SourceLimiter::stop));
  }

  private void reconsider() {
    limiters.values().forEach(SourceLimiter::reconsider);
  }

  /**
   * @param owner the lease that makes the calls
   */
  public SourceLimiter of(ConfiguredSource source, UUID owner) {
    UUID id = source.source().id();
    SourceLimiter limiter = limiters.get(id);
    return limiter != null && limiter.keeps(source, owner, this::callsAtOnce)
        ? limiter
        : limiters.compute(id, (_, present) -> renewed(present, source, owner));
  }

  /** What keeps a source from a call now, as far as this process has called it; null: nothing. */
  public @Nullable Obstacle obstacle(ConfiguredSource source, Target target) {
    SourceLimiter limiter = limiters.get(source.source().id());
    Admission.Cause cause = limiter == null ? null : limiter.obstacle(target);
    return limiter == null || cause == null
        ? null
        : new Obstacle(cause, limiter.until(cause, target));
  }

  /** What keeps a source from a call, and for how long. */
  public record Obstacle(Admission.Cause cause, Duration until) {}

  /** A new lease was lent nothing yet, and other caps are other permits. */
  private SourceLimiter renewed(
      @Nullable SourceLimiter present, ConfiguredSource source, UUID owner) {
    if (present != null && present.keeps(source, owner, this::callsAtOnce)) {
      return present;
    }
    if (present != null) {
      present.retire();
    }
    UUID id = source.source().id();
    metrics.watch(
        source.source().code(), () -> Objects.requireNonNull(limiters.get(id)).standing());
    SourceShare share = present == null ? new SourceShare() : present.shareFor(owner);
    SourceLimiter limiter = new SourceLimiter(source, callsAtOnce(source), owner, around, share);
    if (shutdown.begun()) {
      limiter.stop();
    }
    return limiter;
  }

  private int callsAtOnce(ConfiguredSource source) {
    int most = around.settings().callsPerSource();
    return connectors
        .serving(source)
        .map(connector -> Math.min(most, connector.callsAtOnce(source.source())))
        .orElse(most);
  }

  @PreDestroy
  void end() {
    clock.shutdownNow();
  }
}
