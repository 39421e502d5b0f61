package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What waits too long, what a source holds back, and what nobody knows the outcome of. */
@Component
class WaitProbe implements Probe {
  /** Of reasons with which a source lets nothing through, whatever its caps. */
  private static final Set<String> STILL = Set.of("SOURCE_FAILS", "SOURCE_CLOSED");

  private final Backlog backlog;
  private final LaneSettings lanes;
  private final Sources sources;

  WaitProbe(Backlog backlog, LaneSettings lanes, Sources sources) {
    this.backlog = backlog;
    this.lanes = lanes;
    this.sources = sources;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.LANE_AGE, AlarmKind.SOURCE_STILL, AlarmKind.UNKNOWN_COUNT);
  }

  @Override
  public List<Finding> look(Instant now) {
    List<Finding> findings = new ArrayList<>();
    List<Backlog.Held> all = new ArrayList<>();
    for (String lane : lanes.lanes().keySet()) {
      List<Backlog.Held> held = backlog.held(lane);
      all.addAll(held);
      age(lane, Backlog.sum(held), now).ifPresent(findings::add);
    }
    findings.addAll(still(all));
    backlog.unknown().forEach(unknown -> unknown(unknown).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> age(String lane, Backlog.Waiting waiting, Instant now) {
    return Optional.ofNullable(waiting.oldest())
        .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
        .map(seconds ->
            new Finding(
                AlarmKind.LANE_AGE,
                Subject.ofLane(lane),
                seconds,
                new AlarmReason.LaneWaitsLong(lane, Duration.ofSeconds(seconds), waiting.count())));
  }

  private List<Finding> still(List<Backlog.Held> held) {
    Map<String, List<Backlog.Held>> bySource =
        held.stream()
            .filter(each -> STILL.contains(each.code()))
            .collect(Collectors.groupingBy(Backlog.Held::source));
    return sources.all().stream()
        .flatMap(source ->
            Stream.ofNullable(bySource.get(source.source().code()))
                .map(waiting -> still(source, waiting)))
        .toList();
  }

  private static Finding still(ConfiguredSource source, List<Backlog.Held> held) {
    Backlog.Waiting waiting = Backlog.sum(held);
    String code = source.source().code();
    return new Finding(
        AlarmKind.SOURCE_STILL,
        Subject.ofSource(code, source.channel().name()),
        waiting.count(),
        new AlarmReason.SourceStandsStill(code, waiting.count(), waiting.oldest()));
  }

  private Optional<Finding> unknown(Backlog.Unknown unknown) {
    return sources
        .find(unknown.sourceId())
        .map(source ->
            new Finding(
                AlarmKind.UNKNOWN_COUNT,
                Subject.ofSource(source.source().code(), source.channel().name()),
                unknown.count(),
                new AlarmReason.OutcomesUnknown(source.source().code(), unknown.count())));
  }
}
