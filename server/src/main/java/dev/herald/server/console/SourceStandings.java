package dev.herald.server.console;

import dev.herald.channel.RateCap;
import dev.herald.server.limit.cap.CapUse;
import dev.herald.server.limit.shift.Shifts;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.Backlog;
import dev.herald.server.statistics.Grain;
import dev.herald.server.statistics.Statistics;
import dev.herald.server.statistics.TrafficFigures;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How each source does: its calls, how much of its caps is used, and what it holds back. */
@Component
class SourceStandings {
  /** Of reasons with which a source lets nothing through, whatever its caps. */
  private static final Set<String> STILL = Set.of("SOURCE_FAILS", "SOURCE_CLOSED");

  private final Sources sources;
  private final Statistics statistics;
  private final TrafficFigures traffic;
  private final CapUse caps;
  private final Shifts shifts;
  private final Clock clock;

  SourceStandings(
      Sources sources,
      Statistics statistics,
      TrafficFigures traffic,
      CapUse caps,
      Shifts shifts,
      Clock clock) {
    this.sources = sources;
    this.statistics = statistics;
    this.traffic = traffic;
    this.caps = caps;
    this.shifts = shifts;
    this.clock = clock;
  }

  /** How a source does. */
  enum Health {
    good,
    slowed,
    throttled,
    failing,
    paused,
    idle
  }

  /**
   * The calls to one source in the window, and how it stands now.
   *
   * @param waiting messages that it holds back
   * @param waitingSince since when the longest of them could have gone
   * @param waitingFor codes of the reasons why
   * @param share percent of its weight that it gets; less than 100 while it is slow or fails
   */
  record SourceFigures(
      String code,
      String channel,
      Health health,
      long calls,
      long accepted,
      long rejected,
      long throttled,
      long failed,
      boolean paused,
      long waiting,
      @Nullable Instant waitingSince,
      List<String> waitingFor,
      int share,
      List<CapFigures> caps) {}

  /**
   * How much of a cap is used.
   *
   * @param cap for example {@code 20 per minute}
   * @param used in the window that ends now; of windows of seconds, on average in the last full
   *     minute
   */
  record CapFigures(String cap, long permits, double used) {}

  List<SourceFigures> look(Instant from, Grain grain, List<Backlog.Held> held) {
    Map<UUID, Statistics.OfSource> calls =
        statistics.sources(from, grain).stream()
            .collect(Collectors.toMap(Statistics.OfSource::source, Function.identity()));
    Map<String, List<Backlog.Held>> bySource =
        held.stream().collect(Collectors.groupingBy(Backlog.Held::source));
    Map<CapUse.Name, Long> used = caps.all();
    Map<UUID, Long> lastMinute = lastMinute();
    Map<UUID, Integer> shares = shifts.present();
    return sources.all().stream()
        .map(source -> {
          UUID id = source.source().id();
          return source(
              source,
              calls.getOrDefault(id, new Statistics.OfSource(id, 0, 0, 0, 0, 0)),
              bySource.getOrDefault(source.source().code(), List.of()),
              shares.getOrDefault(id, 100),
              source.caps().stream().map(cap -> use(id, cap, used, lastMinute)).toList());
        })
        .toList();
  }

  private Map<UUID, Long> lastMinute() {
    Instant to = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return traffic.calls(to.minus(1, ChronoUnit.MINUTES), to).stream()
        .collect(
            Collectors.toMap(
                TrafficFigures.Calls::sourceId, TrafficFigures.Calls::count, Long::sum));
  }

  private static CapFigures use(
      UUID id, RateCap cap, Map<CapUse.Name, Long> used, Map<UUID, Long> lastMinute) {
    double now =
        CapUse.isKnown(cap)
            ? used.getOrDefault(new CapUse.Name(id, cap.toString()), 0L)
            : lastMinute.getOrDefault(id, 0L) * cap.window().toMillis() / 60_000.0;
    return new CapFigures(cap.toString(), cap.permits(), now);
  }

  private static SourceFigures source(
      ConfiguredSource source,
      Statistics.OfSource calls,
      List<Backlog.Held> held,
      int share,
      List<CapFigures> caps) {
    Backlog.Waiting waiting = Backlog.sum(held);
    return new SourceFigures(
        source.source().code(),
        source.channel().name(),
        health(source.paused(), calls, held, share),
        calls.calls(),
        calls.accepted(),
        calls.rejected(),
        calls.throttled(),
        calls.failed(),
        source.paused(),
        waiting.count(),
        waiting.oldest(),
        held.stream().map(Backlog.Held::code).distinct().sorted().toList(),
        share,
        caps);
  }

  /** A refused recipient is the recipient's trouble, and half of the calls the source's. */
  private static Health health(
      boolean paused, Statistics.OfSource calls, List<Backlog.Held> held, int share) {
    if (paused) {
      return Health.paused;
    }
    if (held.stream().anyMatch(each -> STILL.contains(each.code()))) {
      return Health.failing;
    }
    if (calls.calls() > 0 && 2 * (calls.rejected() + calls.failed()) >= calls.calls()) {
      return Health.failing;
    }
    if (share == 0) {
      return Health.failing;
    }
    if (share < 100) {
      return Health.slowed;
    }
    if (calls.throttled() > 0 || !held.isEmpty()) {
      return Health.throttled;
    }
    return calls.calls() == 0 ? Health.idle : Health.good;
  }
}
