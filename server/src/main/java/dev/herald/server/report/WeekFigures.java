package dev.herald.server.report;

import dev.herald.server.authorization.Application;
import dev.herald.server.cost.SpendingFigures;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.statistics.BusinessFigures;
import dev.herald.server.statistics.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an application sent in a week, from what was counted. */
@Component
class WeekFigures {
  private static final int MOST_NODES = 10;

  private final BusinessFigures figures;
  private final SpendingFigures spending;
  private final Nodes nodes;

  WeekFigures(BusinessFigures figures, SpendingFigures spending, Nodes nodes) {
    this.figures = figures;
    this.spending = spending;
    this.nodes = nodes;
  }

  /**
   * A week, whole days from a Monday.
   *
   * @param success percent of what was sent or failed; null: nothing was
   * @param before accepted in the week before
   */
  record Week(
      LocalDate from,
      LocalDate to,
      long accepted,
      long failed,
      @Nullable BigDecimal success,
      long before,
      List<OfNode> nodes,
      List<Cost> costs) {
    /** Whether there is anything to tell. */
    boolean isQuiet() {
      return accepted == 0 && before == 0;
    }
  }

  /** What one node sent. */
  record OfNode(String name, long accepted, long failed) {}

  /** What was spent in one currency, by days of UTC. */
  record Cost(String currency, BigDecimal amount) {}

  /**
   * @param monday that it begins with
   */
  Week of(Application application, LocalDate monday, ZoneId zone) {
    var within = new BusinessFigures.Within(Set.of(application.id()), null);
    Instant begin = start(monday, zone);
    Instant end = start(monday.plusWeeks(1), zone);
    var week = sum(new BusinessFigures.Stretch(begin, end), within);
    var before = sum(new BusinessFigures.Stretch(start(monday.minusWeeks(1), zone), begin), within);
    Double rate = week.successRate();
    return new Week(
        monday,
        monday.plusDays(6),
        week.accepted(),
        week.failed(),
        rate == null
            ? null
            : BigDecimal.valueOf(rate * 100).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros(),
        before.accepted(),
        nodes(new BusinessFigures.Stretch(begin, end), within),
        costs(begin, end, within));
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private BusinessFigures.Figures sum(
      BusinessFigures.Stretch stretch, BusinessFigures.Within within) {
    return figures.by(BusinessFigures.By.APPLICATION, Grain.HOUR, stretch, within).stream()
        .map(BusinessFigures.Row::figures)
        .reduce(BusinessFigures.Figures.NONE, BusinessFigures.Figures::plus);
  }

  private List<OfNode> nodes(BusinessFigures.Stretch stretch, BusinessFigures.Within within) {
    return figures.by(BusinessFigures.By.NODE, Grain.HOUR, stretch, within).stream()
        .filter(row -> row.figures().accepted() > 0)
        .sorted(Comparator.comparingLong(row -> -row.figures().accepted()))
        .limit(MOST_NODES)
        .map(row -> new OfNode(name(row.key()), row.figures().accepted(), row.figures().failed()))
        .toList();
  }

  private String name(String id) {
    try {
      return nodes.get(UUID.fromString(id)).name();
    } catch (RequestProblem.NotFound gone) {
      return id;
    }
  }

  private List<Cost> costs(Instant begin, Instant end, BusinessFigures.Within within) {
    return spending.by(SpendingFigures.By.APPLICATION, begin, end, within).stream()
        .map(spent -> new Cost(spent.currency(), spent.amount().setScale(2, RoundingMode.HALF_UP)))
        .toList();
  }
}
