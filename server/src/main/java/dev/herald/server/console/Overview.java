package dev.herald.server.console;

import dev.herald.server.lane.LaneSettings;
import dev.herald.server.pause.Pause;
import dev.herald.server.pause.Pauses;
import dev.herald.server.platform.Durations;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.statistics.Backlog;
import dev.herald.server.statistics.Grain;
import dev.herald.server.statistics.Latencies;
import dev.herald.server.statistics.Statistics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How it goes: from what is counted by the minute, so that it costs the same at any size. */
@Component
class Overview {
  private static final int MOST_FAILURES = 20;

  /** Whoever waits for a login code so long asks for another one. */
  private static final long SLOW_SECONDS = 30;

  /** In it an urgent lane was in use of late. */
  private static final Duration OF_LATE = Duration.ofMinutes(1);

  private final Statistics statistics;
  private final Backlog backlog;
  private final LaneSettings lanes;
  private final SourceStandings sources;
  private final Pauses pauses;
  private final Clock clock;

  Overview(
      Statistics statistics,
      Backlog backlog,
      LaneSettings lanes,
      SourceStandings sources,
      Pauses pauses,
      Clock clock) {
    this.statistics = statistics;
    this.backlog = backlog;
    this.lanes = lanes;
    this.sources = sources;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** How far back to look, and how finely. */
  enum Window {
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY("24h", Duration.ofDays(1), Duration.ofMinutes(15)),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(2));

    final String text;
    final Duration length;
    final Duration step;

    Window(String text, Duration length, Duration step) {
      this.text = text;
      this.length = length;
      this.step = step;
    }
  }

  /**
   * @param series every step of the window, oldest first
   * @param successRate of those that were sent or failed, those that did not fail; null: none was
   * @param failures most frequent first
   * @param throttled codes of the sources that providers slow down
   */
  record Figures(
      String window,
      Instant from,
      Instant to,
      String step,
      List<Statistics.Moment> series,
      Totals totals,
      @Nullable Double successRate,
      List<Statistics.Failure> failures,
      List<LaneFigures> lanes,
      List<SourceStandings.SourceFigures> sources,
      List<String> throttled) {}

  /** Of the whole window. */
  record Totals(
      long accepted, long sent, long delivered, long failed, long undelivered, long retried) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

    Totals plus(Statistics.Moment step) {
      return new Totals(
          accepted + step.accepted(),
          sent + step.sent(),
          delivered + step.delivered(),
          failed + step.failed(),
          undelivered + step.undelivered(),
          retried + step.retried());
    }

    /** Each message counts once: one that was sent and then not delivered failed. */
    @Nullable Double successRate() {
      long ended = sent + failed - undelivered;
      return ended <= 0 ? null : Math.max(0, (double) (sent - undelivered) / ended);
    }
  }

  /**
   * One lane: what waits now, and what was sent in the window.
   *
   * @param oldestSeconds for how long the longest waiting could have gone
   * @param p50Millis from acceptance, or the time it was due, to its being sent
   * @param slow whether what is urgent, such as login codes, takes half a minute or longer
   * @param besideUrgent the part of all processors' time that it keeps to, as something waits in it
   *     and urgent lanes sent something in this minute or the last; null: it goes as fast as it can
   */
  record LaneFigures(
      String lane,
      long waiting,
      boolean waitingAtLeast,
      long oldestSeconds,
      long sent,
      @Nullable Long p50Millis,
      @Nullable Long p99Millis,
      boolean slow,
      boolean paused,
      @Nullable Double besideUrgent) {}

  Figures look(Window window) {
    Instant to = clock.instant();
    Instant from = floor(to.minus(window.length), window.step).plus(window.step);
    List<Statistics.Moment> series =
        filled(statistics.series(from, window.step), from, to, window.step);
    Totals totals = totals(series);
    Map<String, List<Backlog.Held>> held =
        lanes.lanes().keySet().stream()
            .collect(Collectors.toMap(Function.identity(), backlog::held));
    List<SourceStandings.SourceFigures> bySource =
        sources.look(
            from, Grain.of(window.step), held.values().stream().flatMap(List::stream).toList());
    return new Figures(
        window.text,
        from,
        to,
        Durations.print(window.step),
        series,
        totals,
        totals.successRate(),
        statistics.failures(from, Grain.of(window.step), MOST_FAILURES),
        lanes(from, to, held),
        bySource,
        bySource.stream()
            .filter(source -> source.throttled() > 0)
            .map(SourceStandings.SourceFigures::code)
            .toList());
  }

  private static Instant floor(Instant time, Duration step) {
    long seconds = time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  private static List<Statistics.Moment> filled(
      List<Statistics.Moment> found, Instant from, Instant to, Duration step) {
    Map<Instant, Statistics.Moment> byTime =
        found.stream().collect(Collectors.toMap(Statistics.Moment::at, Function.identity()));
    List<Statistics.Moment> series = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(step)) {
      series.add(byTime.getOrDefault(at, new Statistics.Moment(at, 0, 0, 0, 0, 0, 0)));
    }
    return series;
  }

  private static Totals totals(List<Statistics.Moment> series) {
    Totals totals = Totals.NONE;
    for (Statistics.Moment step : series) {
      totals = totals.plus(step);
    }
    return totals;
  }

  private List<LaneFigures> lanes(Instant from, Instant now, Map<String, List<Backlog.Held>> held) {
    Map<String, Statistics.OfLane> sent =
        statistics.lanes(from).stream()
            .collect(Collectors.toMap(Statistics.OfLane::lane, Function.identity()));
    TreeSet<String> names = new TreeSet<>(lanes.lanes().keySet());
    names.addAll(sent.keySet());
    boolean urgentInUse = isUrgentInUse(now);
    return names.stream()
        .map(name ->
            lane(
                name,
                sent.getOrDefault(name, new Statistics.OfLane(name, new long[0])),
                Backlog.sum(held.getOrDefault(name, List.of())),
                now,
                urgentInUse))
        .toList();
  }

  private boolean isUrgentInUse(Instant now) {
    return statistics.lanes(now.minus(OF_LATE).truncatedTo(ChronoUnit.MINUTES)).stream()
        .map(sent -> lanes.lanes().get(sent.lane()))
        .anyMatch(lane -> lane != null && lane.priority() == LaneSettings.Priority.URGENT);
  }

  private LaneFigures lane(
      String name,
      Statistics.OfLane sent,
      Backlog.Waiting waiting,
      Instant now,
      boolean urgentInUse) {
    Instant oldest = waiting.oldest();
    long oldestSeconds =
        oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toSeconds());
    Long p99 = Latencies.quantile(sent.latency(), 0.99);
    return new LaneFigures(
        name,
        waiting.count(),
        waiting.atLeast(),
        oldestSeconds,
        sent.sent(),
        Latencies.quantile(sent.latency(), 0.5),
        p99,
        isSlow(lanes.lanes().get(name), oldestSeconds, p99),
        pauses.find(Pause.Kind.LANE, name).isPresent(),
        urgentInUse && waiting.count() > 0 ? limit(lanes.lanes().get(name)) : null);
  }

  private static boolean isSlow(
      LaneSettings.@Nullable Lane lane, long oldestSeconds, @Nullable Long p99Millis) {
    return lane != null
        && lane.priority() == LaneSettings.Priority.URGENT
        && (oldestSeconds >= SLOW_SECONDS
            || (p99Millis != null && p99Millis >= SLOW_SECONDS * 1_000));
  }

  private static @Nullable Double limit(LaneSettings.@Nullable Lane lane) {
    return lane != null
            && lane.priority() == LaneSettings.Priority.BACKGROUND
            && lane.besideUrgent() < 1
        ? lane.besideUrgent()
        : null;
  }

  static Window window(String text) {
    for (Window window : Window.values()) {
      if (window.text.equals(text)) {
        return window;
      }
    }
    throw new RequestProblem.Invalid("window", new FieldFault.WindowUnknown(text));
  }
}
