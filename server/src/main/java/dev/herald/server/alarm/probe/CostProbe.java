package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.application.Applications;
import dev.herald.server.cost.Balances;
import dev.herald.server.cost.Budgets;
import dev.herald.server.cost.Price;
import dev.herald.server.cost.Prices;
import dev.herald.server.cost.SpendingFigures;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private final Balances balances;
  private final SpendingFigures spending;
  private final Applications applications;
  private final Sources sources;

  CostProbe(
      Budgets budgets,
      Prices prices,
      Balances balances,
      SpendingFigures spending,
      Applications applications,
      Sources sources) {
    this.budgets = budgets;
    this.prices = prices;
    this.balances = balances;
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
    findings.addAll(left(now));
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

  /** What a provider says is closer to the truth than what is counted here. */
  private List<Finding> left(Instant now) {
    Map<UUID, Price> priced = new HashMap<>();
    prices.list().forEach(price -> priced.put(price.source(), price));
    Map<UUID, Finding> findings = new LinkedHashMap<>();
    priced.forEach((source, price) -> {
      Long left = price.packageLeft();
      if (left != null) {
        messages(source, price, left, now).ifPresent(found -> findings.put(source, found));
      }
    });
    for (Balances.Known known : balances.list()) {
      told(known, priced.get(known.source()), now)
          .ifPresent(found -> findings.put(known.source(), found));
    }
    return List.copyOf(findings.values());
  }

  private Optional<Finding> told(Balances.Known known, @Nullable Price price, Instant now) {
    BigDecimal left = known.amount();
    if (left == null) {
      return Optional.empty();
    }
    String currency = known.currency();
    return currency == null
        ? messages(known.source(), price, left.longValue(), now)
        : money(known.source(), left, currency, now);
  }

  /**
   * @param price says what is counted; null: nothing is, so it lasts until there is none left
   */
  private Optional<Finding> messages(UUID source, @Nullable Price price, long left, Instant now) {
    double used = price == null ? 0 : spending.used(price, from(now));
    long hours = hours(left, used, now);
    return sources
        .find(source)
        .map(found ->
            finding(
                found, hours, new AlarmReason.PackageRunsOut(found.source().code(), left, hours)));
  }

  private Optional<Finding> money(UUID source, BigDecimal left, String currency, Instant now) {
    double spent = spending.cost(source, currency, from(now)).doubleValue();
    long hours = hours(left.doubleValue(), spent, now);
    return sources
        .find(source)
        .map(found ->
            finding(
                found,
                hours,
                new AlarmReason.BalanceRunsOut(
                    found.source().code(), left.toPlainString(), currency, hours)));
  }

  private static Finding finding(ConfiguredSource source, long hours, AlarmReason reason) {
    return new Finding(
        AlarmKind.PACKAGE_LOW,
        Subject.ofSource(source.source().code(), source.channel().name()),
        hours,
        reason);
  }

  private static Instant from(Instant now) {
    return now.minus(Duration.ofHours(HOURS)).truncatedTo(ChronoUnit.HOURS);
  }

  /** How long it lasts at the pace of the last hours. */
  private static long hours(double left, double used, Instant now) {
    if (left <= 0) {
      return 0;
    }
    double perHour = used / (Duration.between(from(now), now).toMinutes() / 60.0);
    return perHour == 0 ? MOST_HOURS : Math.min(MOST_HOURS, Math.round(left / perHour));
  }
}
