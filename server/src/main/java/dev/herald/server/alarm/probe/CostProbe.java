package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.application.Applications;
import dev.herald.server.cost.Budgets;
import dev.herald.server.cost.Price;
import dev.herald.server.cost.Prices;
import dev.herald.server.cost.SpendingFigures;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Budgets that are used up, and packages that soon will be. */
@Component
class CostProbe implements Probe {
  /** The pace is that of so many hours. */
  private static final int HOURS = 3;

  /** Longer is as good as for ever. */
  private static final long MOST_HOURS = 10_000;

  private final Budgets budgets;
  private final Prices prices;
  private final SpendingFigures spending;
  private final Applications applications;
  private final Sources sources;

  CostProbe(
      Budgets budgets,
      Prices prices,
      SpendingFigures spending,
      Applications applications,
      Sources sources) {
    this.budgets = budgets;
    this.prices = prices;
    this.spending = spending;
    this.applications = applications;
    this.sources = sources;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.BUDGET_NEAR, AlarmKind.BUDGET_SPENT, AlarmKind.PACKAGE_LOW);
  }

  @Override
  public List<Finding> look(Instant now) {
    List<Finding> findings = new ArrayList<>();
    budgets.list(now).forEach(budget -> findings.addAll(spent(budget)));
    prices.list().forEach(price -> left(price, now).ifPresent(findings::add));
    return findings;
  }

  /** What is spent is told by the second alarm alone. */
  private List<Finding> spent(Budgets.Budget budget) {
    String application = applications.get(budget.applicationId()).code();
    Subject subject = Subject.ofApplication(application);
    AlarmReason reason =
        new AlarmReason.BudgetUsed(
            application,
            Math.round(budget.percent()),
            budget.perMonth().stripTrailingZeros().toPlainString(),
            budget.currency());
    Finding spent = new Finding(AlarmKind.BUDGET_SPENT, subject, budget.percent(), reason);
    return budget.percent() >= 100
        ? List.of(spent)
        : List.of(spent, new Finding(AlarmKind.BUDGET_NEAR, subject, budget.percent(), reason));
  }

  private Optional<Finding> left(Price price, Instant now) {
    Long left = price.packageLeft();
    return left == null
        ? Optional.empty()
        : sources.find(price.source()).map(source -> left(source, price, left, now));
  }

  private Finding left(ConfiguredSource source, Price price, long left, Instant now) {
    Instant from = now.minus(Duration.ofHours(HOURS)).truncatedTo(ChronoUnit.HOURS);
    long used = spending.used(price, from);
    double perHour = used / (Duration.between(from, now).toMinutes() / 60.0);
    long hours = left == 0 ? 0 : used == 0 ? MOST_HOURS : Math.round(left / perHour);
    return new Finding(
        AlarmKind.PACKAGE_LOW,
        Subject.ofSource(source.source().code(), source.channel().name()),
        hours,
        new AlarmReason.PackageRunsOut(source.source().code(), left, hours));
  }
}
