package dev.herald.server.alarm.probe;

import dev.herald.channel.RateCap;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.limit.cap.CapUse;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.TrafficFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When caps of sources will be reached. By the trend of the calls of ten minutes, where the window
 * is a minute or shorter; by what is left and the pace of the last minutes, where it is longer.
 */
@Component
class CapProbe implements Probe {
  private static final int MINUTES = 10;

  /** A trend of fewer minutes with calls is none. */
  private static final int FEWEST = 4;

  /** Below this part of the cap nothing is foretold. */
  private static final double IN_SIGHT = 0.2;

  private final Sources sources;
  private final TrafficFigures traffic;
  private final CapUse use;
  private final NodeNames names;

  CapProbe(Sources sources, TrafficFigures traffic, CapUse use, NodeNames names) {
    this.sources = sources;
    this.traffic = traffic;
    this.use = use;
    this.names = names;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.CAP_FORECAST);
  }

  @Override
  public List<Finding> look(Instant now) {
    Instant to = now.truncatedTo(ChronoUnit.MINUTES);
    Instant from = to.minus(MINUTES, ChronoUnit.MINUTES);
    Map<UUID, List<Long>> calls = new HashMap<>();
    for (TrafficFigures.Calls each : traffic.calls(from, to)) {
      List<Long> minutes =
          calls.computeIfAbsent(
              each.sourceId(), _ -> new ArrayList<>(Collections.nCopies(MINUTES, 0L)));
      minutes.set((int) Duration.between(from, each.minute()).toMinutes(), each.count());
    }
    Map<CapUse.Name, Long> used = use.all();
    return sources.all().stream()
        .flatMap(source -> {
          List<Long> minutes = calls.get(source.source().id());
          return minutes == null ? Stream.empty() : nearest(source, minutes, used, from);
        })
        .toList();
  }

  private record Near(RateCap cap, double minutes) {}

  private Stream<Finding> nearest(
      ConfiguredSource source, List<Long> calls, Map<CapUse.Name, Long> used, Instant from) {
    return source.caps().stream()
        .map(cap -> new Near(cap, minutes(source, cap, calls, used)))
        .filter(near -> Double.isFinite(near.minutes))
        .min(Comparator.comparing(Near::minutes))
        .map(near -> finding(source, near, from))
        .stream();
  }

  private static double minutes(
      ConfiguredSource source, RateCap cap, List<Long> calls, Map<CapUse.Name, Long> used) {
    if (cap.window().compareTo(Duration.ofMinutes(1)) <= 0) {
      double perMinute = (double) cap.permits() * 60_000 / cap.window().toMillis();
      return soon(calls, perMinute);
    }
    long now = used.getOrDefault(new CapUse.Name(source.source().id(), cap.toString()), 0L);
    return left(cap.permits(), now, calls.subList(MINUTES - 3, MINUTES));
  }

  /** In how many minutes a trend is at a number of calls a minute. */
  static double soon(List<Long> calls, double perMinute) {
    Trend trend = Trend.of(calls);
    boolean known = calls.stream().filter(count -> count > 0).count() >= FEWEST;
    return known && trend.last() >= perMinute * IN_SIGHT
        ? trend.until(perMinute)
        : Double.POSITIVE_INFINITY;
  }

  /** In how many minutes all is used at this pace. */
  static double left(long permits, long used, List<Long> calls) {
    double pace = calls.stream().mapToLong(Long::longValue).average().orElse(0);
    if (used < permits * IN_SIGHT || pace == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(0, permits - used) / pace;
  }

  private Finding finding(ConfiguredSource source, Near near, Instant from) {
    String code = source.source().code();
    return new Finding(
        AlarmKind.CAP_FORECAST,
        Subject.ofSource(code, source.channel().name()),
        near.minutes,
        new AlarmReason.CapComesNear(
            code,
            near.cap.toString(),
            (long) Math.ceil(near.minutes),
            fastest(source.source().id(), from)));
  }

  private @Nullable String fastest(UUID source, Instant from) {
    Optional<NodeNames.Name> name =
        traffic.growth(source, from, Duration.ofMinutes(MINUTES)).stream()
            .findFirst()
            .flatMap(volume -> names.of(volume.nodeId()));
    return name.map(each -> each.application() + "/" + each.node()).orElse(null);
  }
}
