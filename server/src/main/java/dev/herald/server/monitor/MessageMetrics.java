package dev.herald.server.monitor;

import dev.herald.server.application.Applications;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.CountListener;
import dev.herald.server.statistics.Counted;
import dev.herald.server.statistics.Latencies;
import dev.herald.server.statistics.RollupKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts what this process's statistics count. */
@Component
class MessageMetrics implements CountListener {
  private static final String NONE = "none";
  private static final Duration[] STEPS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private static final Duration[] DELIVERED_STEPS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2),
    Duration.ofHours(12),
    Duration.ofDays(1)
  };

  private final MeterRegistry meters;
  private final Applications applications;
  private final Sources sources;

  MessageMetrics(MeterRegistry meters, Applications applications, Sources sources) {
    this.meters = meters;
    this.applications = applications;
    this.sources = sources;
  }

  @Override
  public void counted(Counted counted) {
    counted.counts().forEach(this::count);
    counted.latencies().forEach(this::took);
    counted.reported().forEach(this::reported);
  }

  private void reported(Counted.Reported report) {
    if (report.delivered() != null) {
      timer("herald.accept.to.delivered", DELIVERED_STEPS)
          .description("From acceptance, or the time it was due, to a provider's word of delivery")
          .tag("lane", report.whose().lane())
          .tag("channel", report.whose().channel())
          .register(meters)
          .record(report.delivered());
    }
    if (report.lag() != null) {
      timer("herald.receipt.lag", DELIVERED_STEPS)
          .description("From a message being sent to its provider's report")
          .tag("source", source(report.source()))
          .register(meters)
          .record(report.lag());
    }
  }

  private static Timer.Builder timer(String name, Duration[] steps) {
    return Timer.builder(name).serviceLevelObjectives(steps);
  }

  private void count(RollupKey key, long count) {
    RollupKey.Whose whose = key.whose();
    Counter.Builder counter =
        switch (key.fact()) {
          case ACCEPTED -> Counter.builder("herald.messages.accepted");
          case ENDED ->
              Counter.builder("herald.messages.ended")
                  .tag("state", key.state())
                  .tag("reason", key.reason().isEmpty() ? NONE : key.reason());
          case RETRIED -> Counter.builder("herald.messages.retried");
          case CALLED ->
              Counter.builder("herald.calls")
                  .tag("source", source(key.source()))
                  .tag("outcome", key.outcome());
        };
    counter
        .tag("application", application(whose.application()))
        .tag("channel", whose.channel())
        .tag("lane", whose.lane())
        .register(meters)
        .increment(count);
  }

  private void took(Counted.LatencyKey key, long[] histogram) {
    Timer timer =
        timer("herald.accept.to.sent", STEPS)
            .description("From acceptance, or the time it was due, to being sent")
            .tag("lane", key.lane())
            .tag("channel", key.channel())
            .register(meters);
    for (int bucket = 0; bucket < histogram.length; bucket++) {
      Duration took = Latencies.middle(bucket);
      for (long i = 0; i < histogram[bucket]; i++) {
        timer.record(took);
      }
    }
  }

  private String application(UUID id) {
    try {
      return applications.get(id).code();
    } catch (RequestProblem.NotFound _) {
      return NONE;
    }
  }

  private String source(UUID id) {
    return sources.find(id).map(source -> source.source().code()).orElse(NONE);
  }
}
