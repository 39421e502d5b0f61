package dev.herald.spring;

import dev.herald.client.CallObserver;
import dev.herald.client.HeraldException;
import dev.herald.spring.outbox.Outbox;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The meters: {@code herald.client.calls} (operation, outcome), {@code herald.outbox.waiting},
 * {@code .parked}, {@code .oldest}, {@code .forwarded}, {@code .refused}.
 */
final class HeraldMetrics {
  private HeraldMetrics() {}

  static void record(CallObserver.Call call, MeterRegistry meters) {
    Timer.builder("herald.client.calls")
        .description("Calls to Herald with all their tries")
        .tag("operation", call.operation())
        .tag("outcome", outcome(call.problem()))
        .register(meters)
        .record(call.took());
  }

  private static String outcome(@Nullable HeraldException problem) {
    return problem == null ? "success" : problem.getClass().getSimpleName();
  }

  static void bind(Outbox outbox, MeterRegistry meters) {
    Gauge.builder("herald.outbox.waiting", outbox, each -> each.figures().waiting())
        .description("Rows that are still to be forwarded; counted up to 10,000")
        .register(meters);
    Gauge.builder("herald.outbox.parked", outbox, each -> each.figures().parked())
        .description("Rows that Herald refuses; counted up to 10,000")
        .register(meters);
    TimeGauge.builder(
            "herald.outbox.oldest",
            outbox,
            TimeUnit.MILLISECONDS,
            each -> each.figures().oldest().toMillis())
        .description("Age of the oldest row that is still to be forwarded")
        .register(meters);
    FunctionCounter.builder("herald.outbox.forwarded", outbox, Outbox::forwarded)
        .description("Rows that this process forwarded")
        .register(meters);
    FunctionCounter.builder("herald.outbox.refused", outbox, Outbox::refused)
        .description("Rows that this process parked")
        .register(meters);
  }
}
