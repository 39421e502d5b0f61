package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many alarms fire, for whoever watches from outside. */
@Component
class AlarmMetrics {
  AlarmMetrics(MeterRegistry meters, AlarmStore store) {
    for (Severity severity : Severity.values()) {
      Gauge.builder("herald.alarms.firing", () -> firing(store, severity))
          .tag("severity", severity.name())
          .register(meters);
    }
  }

  private static double firing(AlarmStore store, Severity severity) {
    return store.open().stream()
        .filter(alarm -> alarm.state() == Alarm.State.FIRING && alarm.severity() == severity)
        .count();
  }
}
