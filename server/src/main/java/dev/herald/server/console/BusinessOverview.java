package dev.herald.server.console;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.statistics.BusinessFigures;
import dev.herald.server.statistics.BusinessFigures.By;
import dev.herald.server.statistics.BusinessFigures.Figures;
import dev.herald.server.statistics.BusinessFigures.Row;
import dev.herald.server.statistics.BusinessFigures.Stretch;
import dev.herald.server.statistics.BusinessFigures.Within;
import dev.herald.server.statistics.Grain;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sends how much today, beside yesterday and a week ago. Adds up hours, and no messages. */
@Component
class BusinessOverview {
  private static final int MOST = 200;

  private final BusinessFigures figures;
  private final Applications applications;
  private final Tenants tenants;
  private final KeyNames names;
  private final Clock clock;

  BusinessOverview(
      BusinessFigures figures,
      Applications applications,
      Tenants tenants,
      KeyNames names,
      Clock clock) {
    this.figures = figures;
    this.applications = applications;
    this.tenants = tenants;
    this.names = names;
    this.clock = clock;
  }

  /**
   * @param from the begin of today, at a full hour
   * @param comparedUntil the last full hour: up to it today is held against the days before
   * @param of most messages first
   * @param leftOut how many lines more there are
   */
  record Today(
      Instant from,
      Instant to,
      Instant comparedUntil,
      BusinessLine all,
      List<BusinessLine> of,
      int leftOut) {}

  /**
   * @param key code or name; of a node with its application
   * @param owner of an application
   * @param soFar today up to the last full hour
   * @param yesterday up to the same hour
   * @param weekAgo up to the same hour
   */
  record BusinessLine(
      String key,
      @Nullable String name,
      @Nullable String owner,
      BusinessCounts today,
      long soFar,
      long yesterday,
      long weekAgo) {}

  /** See {@link Figures}. */
  record BusinessCounts(
      long accepted,
      long sent,
      long delivered,
      long undelivered,
      long failed,
      long unknown,
      long suppressed,
      long fellBack,
      long throttled,
      @Nullable Double successRate) {
    static BusinessCounts of(Figures figures) {
      return new BusinessCounts(
          figures.accepted(),
          figures.sent(),
          figures.delivered(),
          figures.undelivered(),
          figures.failed(),
          figures.unknown(),
          figures.suppressed(),
          figures.fellBack(),
          figures.throttled(),
          figures.successRate());
    }
  }

  Today look(By by, ZoneId zone, Reach reach) {
    Instant now = clock.instant();
    ZonedDateTime day = now.atZone(zone).toLocalDate().atStartOfDay(zone);
    Instant from = hour(day.toInstant());
    Instant until = hour(now);
    Within within = within(reach);
    Days days =
        new Days(
            read(by, from, now, within),
            read(by, from, until, within),
            read(by, hour(day.minusDays(1).toInstant()), before(until, 1, zone), within),
            read(by, hour(day.minusWeeks(1).toInstant()), before(until, 7, zone), within));
    List<BusinessLine> lines =
        days.today.keySet().stream()
            .flatMap(key -> names.of(by, key).map(name -> line(name, key, days)).stream())
            .sorted(
                Comparator.comparingLong((BusinessLine line) -> volume(by, line.today))
                    .reversed()
                    .thenComparing(BusinessLine::key))
            .toList();
    return new Today(
        from,
        now,
        until,
        line(new KeyNames.Name("", null, null), "", days.summed()),
        lines.subList(0, Math.min(MOST, lines.size())),
        Math.max(0, lines.size() - MOST));
  }

  /** The figures of each day by key. */
  private record Days(
      Map<String, Figures> today,
      Map<String, Figures> soFar,
      Map<String, Figures> yesterday,
      Map<String, Figures> weekAgo) {
    Days summed() {
      return new Days(sum(today), sum(soFar), sum(yesterday), sum(weekAgo));
    }

    private static Map<String, Figures> sum(Map<String, Figures> of) {
      return Map.of("", of.values().stream().reduce(Figures.NONE, Figures::plus));
    }
  }

  /** Sources and reasons take part in what ends, and not in what comes in. */
  private static long volume(By by, BusinessCounts counts) {
    return switch (by) {
      case APPLICATION, NODE, TENANT, CHANNEL -> counts.accepted;
      case SOURCE -> counts.sent + counts.failed;
      case REASON -> counts.failed + counts.unknown + counts.suppressed + counts.fellBack;
    };
  }

  private static BusinessLine line(KeyNames.Name name, String key, Days days) {
    return new BusinessLine(
        name.key(),
        name.name(),
        name.owner(),
        BusinessCounts.of(days.today.getOrDefault(key, Figures.NONE)),
        days.soFar.getOrDefault(key, Figures.NONE).accepted(),
        days.yesterday.getOrDefault(key, Figures.NONE).accepted(),
        days.weekAgo.getOrDefault(key, Figures.NONE).accepted());
  }

  private Map<String, Figures> read(By by, Instant from, Instant to, Within within) {
    return figures.by(by, Grain.HOUR, new Stretch(from, to), within).stream()
        .collect(Collectors.toMap(Row::key, Row::figures));
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private static Instant before(Instant time, int days, ZoneId zone) {
    return hour(time.atZone(zone).minusDays(days).toInstant());
  }

  /** Whose figures somebody sees. */
  Within within(Reach reach) {
    return new Within(
        ids(reach.applications(), code -> applications.find(code).map(Application::id)),
        ids(reach.tenants(), code -> tenants.find(code).map(Tenant::id)));
  }

  private static @Nullable Set<UUID> ids(
      @Nullable Set<String> codes, Function<String, Optional<UUID>> known) {
    return codes == null
        ? null
        : codes.stream().flatMap(code -> known.apply(code).stream()).collect(Collectors.toSet());
  }
}
