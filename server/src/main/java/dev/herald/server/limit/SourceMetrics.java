package dev.herald.server.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How each source fares, for whoever watches. */
@Component
class SourceMetrics {
  private static final Map<String, ToDoubleFunction<SourceLimiter.Standing>> GAUGES =
      Map.of(
          "herald.source.calls", SourceLimiter.Standing::underWay,
          "herald.source.calls.most", SourceLimiter.Standing::mostUnderWay,
          "herald.source.waiting", SourceLimiter.Standing::waiting,
          "herald.source.broken", standing -> standing.broken() ? 1 : 0);

  private final MeterRegistry meters;
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  SourceMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void watch(String source, Supplier<SourceLimiter.Standing> standing) {
    if (watched.add(source)) {
      GAUGES.forEach((name, value) ->
          Gauge.builder(name, () -> value.applyAsDouble(standing.get()))
              .tag("source", source)
              .register(meters));
    }
  }
}
