package dev.herald.server.limit;

import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.platform.Drain;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The gates of this process, one for each source that it has called. */
@Component
public class SourceGates {
  private final ConnectorCatalog connectors;
  private final Drain drain;
  private final SourceMetrics metrics;
  private final SourceGate.Surroundings around;
  private final Map<UUID, SourceGate> gates = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gate-clock").daemon().factory());

  SourceGates(
      ConnectorCatalog connectors,
      SharedCaps caps,
      LimitSettings settings,
      Drain drain,
      SourceMetrics metrics) {
    this.connectors = connectors;
    this.drain = drain;
    this.metrics = metrics;
    this.around = new SourceGate.Surroundings(settings, caps, clock, System::nanoTime);
    drain.onBegin(() -> gates.values().forEach(SourceGate::stop));
  }

  /**
   * @param owner the incarnation that makes the calls
   */
  public SourceGate of(ConfiguredSource source, UUID owner) {
    UUID id = source.source().id();
    SourceGate gate = gates.get(id);
    return gate != null && gate.keeps(source, owner, this::callsAtOnce)
        ? gate
        : gates.compute(id, (_, present) -> renewed(present, source, owner));
  }

  /** A new incarnation was lent nothing yet, and other caps are other permits. */
  private SourceGate renewed(@Nullable SourceGate present, ConfiguredSource source, UUID owner) {
    if (present != null && present.keeps(source, owner, this::callsAtOnce)) {
      return present;
    }
    if (present != null) {
      present.retire();
    }
    UUID id = source.source().id();
    metrics.watch(source.source().code(), () -> Objects.requireNonNull(gates.get(id)).standing());
    SourceGate gate = new SourceGate(source, callsAtOnce(source), owner, around);
    if (drain.begun()) {
      gate.stop();
    }
    return gate;
  }

  private int callsAtOnce(ConfiguredSource source) {
    int most = around.settings().callsPerSource();
    return connectors
        .find(source.source().connector())
        .map(connector -> Math.min(most, connector.callsAtOnce(source.source())))
        .orElse(most);
  }

  @PreDestroy
  void end() {
    clock.shutdownNow();
  }
}
