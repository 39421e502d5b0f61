package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.TrafficFigures;
import dev.herald.server.statistics.TrafficFigures.Reports;
import dev.herald.server.suppression.SuppressionFigures;
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

/** Providers that stopped reporting, and addresses that can't be sent to any more. */
@Component
class ReceiptProbe implements Probe {
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int DAYS = 7;

  /** A share of fewer says nothing. */
  private static final int FEWEST = 50;

  /** A source that reports on less of its messages reports too seldom to be missed. */
  private static final double USUAL = 0.3;

  private final TrafficFigures traffic;
  private final SuppressionFigures suppressions;
  private final Sources sources;

  ReceiptProbe(TrafficFigures traffic, SuppressionFigures suppressions, Sources sources) {
    this.traffic = traffic;
    this.suppressions = suppressions;
    this.sources = sources;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.RECEIPT_DROP, AlarmKind.SUPPRESSION_GROWTH);
  }

  @Override
  public List<Finding> look(Instant now) {
    List<Finding> findings = new ArrayList<>();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Map<UUID, Reports> usual =
        traffic.reports("HOUR", hour.minus(DAYS, ChronoUnit.DAYS), hour).stream()
            .filter(reports -> reports.sent() >= FEWEST && reports.share() >= USUAL)
            .collect(Collectors.toMap(Reports::sourceId, Function.identity()));
    if (!usual.isEmpty()) {
      traffic.reports("MINUTE", now.minus(LATELY), now).stream()
          .filter(reports -> reports.sent() >= FEWEST)
          .forEach(reports ->
              Optional.ofNullable(usual.get(reports.sourceId()))
                  .flatMap(before -> dropped(reports, before))
                  .ifPresent(findings::add));
    }
    suppressions
        .growth(now.minus(LATELY))
        .forEach(growth ->
            findings.add(
                new Finding(
                    AlarmKind.SUPPRESSION_GROWTH,
                    Subject.ofChannel(growth.channel()),
                    growth.count(),
                    new AlarmReason.SuppressionsGrow(
                        growth.channel(), growth.count(), Math.toIntExact(LATELY.toMinutes())))));
    return findings;
  }

  private Optional<Finding> dropped(Reports lately, Reports usual) {
    return sources
        .find(lately.sourceId())
        .map(source ->
            new Finding(
                AlarmKind.RECEIPT_DROP,
                Subject.ofSource(source.source().code(), source.channel().name()),
                100 * lately.share() / usual.share(),
                new AlarmReason.ReceiptsStay(
                    source.source().code(),
                    lately.sent(),
                    Math.round(100 * lately.share()),
                    Math.round(100 * usual.share()))));
  }
}
