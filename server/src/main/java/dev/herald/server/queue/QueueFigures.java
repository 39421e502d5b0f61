package dev.herald.server.queue;

import dev.herald.channel.Reason;
import dev.herald.server.intake.IntakeResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a queue of this process brought, for people and for metrics. */
final class QueueFigures {
  private final String queue;
  private final MeterRegistry meters;
  private final Clock clock;
  private volatile @Nullable Waiting waiting;
  private volatile @Nullable Instant last;
  private volatile OptionalLong lag = OptionalLong.empty();
  private final LastMinute lastMinute;

  QueueFigures(String queue, MeterRegistry meters, Clock clock) {
    this.queue = queue;
    this.meters = meters;
    this.clock = clock;
    this.lastMinute = new LastMinute(clock);
    Gauge.builder("herald.queue.waits", () -> waiting == null ? 0 : 1)
        .tag("queue", queue)
        .register(meters);
    Gauge.builder("herald.queue.lag", () -> lag.isPresent() ? lag.getAsLong() : Double.NaN)
        .tag("queue", queue)
        .register(meters);
  }

  /** Why nothing is taken now. */
  record Waiting(Instant since, Reason reason) {}

  void took(List<IntakeResult> results) {
    waiting = null;
    last = clock.instant();
    lastMinute.add(results.size());
    results.forEach(result -> count(kind(result)));
  }

  void waits(Reason reason) {
    Waiting before = waiting;
    waiting = new Waiting(before == null ? clock.instant() : before.since, reason);
  }

  /**
   * @param measured empty: the broker did not answer
   */
  void lag(OptionalLong measured) {
    lag = measured;
  }

  OptionalLong lag() {
    return lag;
  }

  /** How many records were done with in the last minute. */
  int lastMinute() {
    return lastMinute.count();
  }

  private void count(String result) {
    meters.counter("herald.queue.records", "queue", queue, "result", result).increment();
  }

  private static String kind(IntakeResult result) {
    return switch (result) {
      case IntakeResult.Accepted _ -> "accepted";
      case IntakeResult.Repeated _ -> "repeated";
      case IntakeResult.Refused _, IntakeResult.Failed _ -> "quarantined";
      case IntakeResult.Busy _ -> "left";
    };
  }

  @Nullable Waiting waiting() {
    return waiting;
  }

  @Nullable Instant last() {
    return last;
  }

  long count(Kind kind) {
    return (long)
        meters.counter("herald.queue.records", "queue", queue, "result", kind.name()).count();
  }

  /** What became of records. */
  enum Kind {
    accepted,
    repeated,
    quarantined
  }
}
