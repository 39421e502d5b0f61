package dev.herald.server.monitor;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.herald.channel.RateCap;
import dev.herald.server.job.JobRuns;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.limit.cap.CapUse;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How much waits, what of caps is used, and which jobs fail: asked for when somebody reads it. */
@Component
class StandingMetrics {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final MeterRegistry meters;
  private final Backlog backlog;
  private final LaneSettings lanes;
  private final Sources sources;
  private final CapUse caps;
  private final JobRuns jobs;
  private final Clock clock;
  private final Set<CapUse.Name> watched = ConcurrentHashMap.newKeySet();
  private final LoadingCache<String, Standing> standing =
      Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1).build(_ -> look());

  StandingMetrics(
      MeterRegistry meters,
      Backlog backlog,
      LaneSettings lanes,
      Sources sources,
      CapUse caps,
      JobRuns jobs,
      Clock clock) {
    this.meters = meters;
    this.backlog = backlog;
    this.lanes = lanes;
    this.sources = sources;
    this.caps = caps;
    this.jobs = jobs;
    this.clock = clock;
    lanes.lanes().keySet().forEach(this::watch);
    gauge("herald.messages.unknown", Standing::unknown);
    gauge("herald.jobs.failing", Standing::failingJobs);
  }

  private record Standing(
      Map<String, Backlog.Waiting> lanes,
      Map<CapUse.Name, Long> caps,
      long unknown,
      long failingJobs) {}

  private Standing look() {
    sources.all().forEach(this::watch);
    return new Standing(
        lanes.lanes().keySet().stream().collect(Collectors.toMap(lane -> lane, backlog::of)),
        caps.all(),
        backlog.unknown().stream().mapToLong(Backlog.Unknown::count).sum(),
        jobs.all().stream().filter(job -> job.failures() > 0).count());
  }

  private void gauge(String name, ToDoubleFunction<Standing> value) {
    Gauge.builder(name, () -> value.applyAsDouble(standing.get(""))).register(meters);
  }

  private void watch(String lane) {
    Gauge.builder("herald.lane.waiting", () -> waiting(lane).count())
        .tag("lane", lane)
        .register(meters);
    Gauge.builder("herald.lane.oldest.seconds", () -> seconds(waiting(lane)))
        .tag("lane", lane)
        .register(meters);
  }

  private Backlog.Waiting waiting(String lane) {
    return standing.get("").lanes().getOrDefault(lane, new Backlog.Waiting(0, false, null));
  }

  private double seconds(Backlog.Waiting waiting) {
    Instant oldest = waiting.oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
  }

  private void watch(ConfiguredSource source) {
    for (RateCap cap : source.caps()) {
      CapUse.Name name = new CapUse.Name(source.source().id(), cap.toString());
      if (CapUse.isKnown(cap) && watched.add(name)) {
        Gauge.builder(
                "herald.source.cap.used",
                () -> (double) standing.get("").caps().getOrDefault(name, 0L) / cap.permits())
            .tag("source", source.source().code())
            .tag("cap", cap.toString())
            .register(meters);
      }
    }
  }
}
