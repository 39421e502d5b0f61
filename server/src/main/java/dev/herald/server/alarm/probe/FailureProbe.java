package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.Grain;
import dev.herald.server.statistics.Statistics;
import dev.herald.server.statistics.TrafficFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What fails, and what providers slow down or refuse. A share of a few says nothing. */
@Component
class FailureProbe implements Probe {
  private static final int MINUTES = 5;
  private static final int FEWEST = 20;

  private final TrafficFigures traffic;
  private final Statistics statistics;
  private final Sources sources;
  private final NodeNames names;

  FailureProbe(TrafficFigures traffic, Statistics statistics, Sources sources, NodeNames names) {
    this.traffic = traffic;
    this.statistics = statistics;
    this.sources = sources;
    this.names = names;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.FAILURE_RATE, AlarmKind.THROTTLED_SHARE, AlarmKind.SOURCE_REFUSES);
  }

  @Override
  public List<Finding> look(Instant now) {
    Instant from = now.minus(Duration.ofMinutes(MINUTES)).truncatedTo(ChronoUnit.MINUTES);
    List<Finding> findings = new ArrayList<>();
    traffic.outcomes(from).forEach(of -> failures(of).ifPresent(findings::add));
    for (Statistics.OfSource calls : statistics.sources(from, Grain.MINUTE)) {
      sources
          .find(calls.source())
          .ifPresent(source -> {
            throttled(source, calls).ifPresent(findings::add);
            refused(source, calls).ifPresent(findings::add);
          });
    }
    return findings;
  }

  private Optional<Finding> failures(TrafficFigures.Outcomes of) {
    return of.ended() < FEWEST
        ? Optional.empty()
        : names.of(of.nodeId()).map(name -> failures(of, name));
  }

  private static Finding failures(TrafficFigures.Outcomes of, NodeNames.Name name) {
    double percent = Math.min(100, 100.0 * of.failed() / of.ended());
    return new Finding(
        AlarmKind.FAILURE_RATE,
        Subject.ofNode(name.application(), name.node(), of.channel()),
        percent,
        new AlarmReason.FailuresFrequent(
            name.application(),
            name.node(),
            of.channel(),
            Math.round(percent),
            of.failed(),
            of.ended(),
            MINUTES));
  }

  private static Optional<Finding> throttled(ConfiguredSource source, Statistics.OfSource calls) {
    if (calls.calls() < FEWEST) {
      return Optional.empty();
    }
    double percent = 100.0 * calls.throttled() / calls.calls();
    return Optional.of(
        new Finding(
            AlarmKind.THROTTLED_SHARE,
            subject(source),
            percent,
            new AlarmReason.SourceThrottledOften(
                source.source().code(),
                Math.round(percent),
                calls.throttled(),
                calls.calls(),
                MINUTES)));
  }

  /** Neither credentials nor balance nor the provider let one through. */
  private static Optional<Finding> refused(ConfiguredSource source, Statistics.OfSource calls) {
    return calls.accepted() > 0 || calls.throttled() > 0
        ? Optional.empty()
        : Optional.of(
            new Finding(
                AlarmKind.SOURCE_REFUSES,
                subject(source),
                calls.calls(),
                new AlarmReason.SourceRefusesAll(source.source().code(), calls.calls(), MINUTES)));
  }

  private static Subject subject(ConfiguredSource source) {
    return Subject.ofSource(source.source().code(), source.channel().name());
  }
}
