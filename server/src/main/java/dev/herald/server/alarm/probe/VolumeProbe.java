package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.statistics.TrafficFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Nodes that send much more than they use to, or nothing where they always do. */
@Component
class VolumeProbe implements Probe {
  private static final int MINUTES = 10;

  /** Fewer harm nobody, however unusual. */
  private static final int FEWEST = 500;

  /** What it sends in fewer hours is not usual. */
  private static final int HOURS = 3;

  private static final int DAYS = 7;
  private static final int DAYS_SENT = 5;

  private final TrafficFigures traffic;
  private final NodeNames names;

  VolumeProbe(TrafficFigures traffic, NodeNames names) {
    this.traffic = traffic;
    this.names = names;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.SUDDEN_VOLUME, AlarmKind.SILENCE);
  }

  @Override
  public List<Finding> look(Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    List<Finding> findings = new ArrayList<>(sudden(now, hour));
    findings.addAll(silent(hour.minus(1, ChronoUnit.HOURS)));
    return findings;
  }

  private List<Finding> sudden(Instant now, Instant hour) {
    Instant from = now.minus(Duration.ofMinutes(MINUTES)).truncatedTo(ChronoUnit.MINUTES);
    Map<UUID, TrafficFigures.Usual> usual =
        traffic.usual(hour.minus(DAYS, ChronoUnit.DAYS), hour.minus(1, ChronoUnit.HOURS)).stream()
            .filter(each -> each.hours() >= HOURS)
            .collect(Collectors.toMap(TrafficFigures.Usual::nodeId, Function.identity()));
    return traffic.volumes(from).stream()
        .filter(volume -> volume.count() >= FEWEST)
        .flatMap(volume ->
            Optional.ofNullable(usual.get(volume.nodeId()))
                .flatMap(known -> sudden(volume, known))
                .stream())
        .toList();
  }

  private Optional<Finding> sudden(TrafficFigures.Volume volume, TrafficFigures.Usual usual) {
    double expected = Math.max(1, usual.perHour() * MINUTES / 60);
    return names
        .of(volume.nodeId())
        .map(name ->
            new Finding(
                AlarmKind.SUDDEN_VOLUME,
                name.subject(),
                volume.count() / expected,
                new AlarmReason.VolumeSudden(
                    name.application(),
                    name.node(),
                    volume.count(),
                    Math.round(expected),
                    MINUTES)));
  }

  /** On nearly every day of a week it sent in that hour, and today neither then nor since. */
  private List<Finding> silent(Instant lastHour) {
    Set<UUID> sent =
        traffic.usual(lastHour, lastHour.plus(2, ChronoUnit.HOURS)).stream()
            .map(TrafficFigures.Usual::nodeId)
            .collect(Collectors.toSet());
    return traffic.sameHour(lastHour, DAYS).stream()
        .filter(usual -> usual.hours() >= DAYS_SENT && !sent.contains(usual.nodeId()))
        .flatMap(usual -> names.of(usual.nodeId()).map(name -> silent(usual, name)).stream())
        .toList();
  }

  private static Finding silent(TrafficFigures.Usual usual, NodeNames.Name name) {
    return new Finding(
        AlarmKind.SILENCE,
        name.subject(),
        usual.perHour(),
        new AlarmReason.NodeSilent(name.application(), name.node(), Math.round(usual.perHour())));
  }
}
