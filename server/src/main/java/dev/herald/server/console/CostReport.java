package dev.herald.server.console;

import dev.herald.server.authorization.Reach;
import dev.herald.server.cost.SpendingFigures;
import dev.herald.server.cost.SpendingFigures.By;
import dev.herald.server.cost.SpendingFigures.Spent;
import dev.herald.server.statistics.BusinessFigures;
import dev.herald.server.statistics.BusinessFigures.Figures;
import dev.herald.server.statistics.BusinessFigures.Stretch;
import dev.herald.server.statistics.BusinessFigures.Within;
import dev.herald.server.statistics.Grain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sent how much, with what success, for how much money, and whom providers slowed down. */
@Component
class CostReport {
  private final SpendingFigures spending;
  private final BusinessFigures figures;
  private final KeyNames names;
  private final BusinessOverview overview;

  CostReport(
      SpendingFigures spending,
      BusinessFigures figures,
      KeyNames names,
      BusinessOverview overview) {
    this.spending = spending;
    this.figures = figures;
    this.names = names;
    this.overview = overview;
  }

  /**
   * One line of the report; a second currency has a line of its own.
   *
   * @param key code or name; of a node with its application; empty: not known
   * @param priced messages that a price is known of
   * @param amount null: no price is known of any of its messages
   * @param throttled calls that providers refused because they were too many
   */
  record CostLine(
      String key,
      @Nullable String name,
      @Nullable String owner,
      long sent,
      long delivered,
      long failed,
      long throttled,
      long priced,
      long segments,
      @Nullable String currency,
      @Nullable BigDecimal amount) {}

  /**
   * @param to included
   * @param items dearest first
   */
  record Costs(LocalDate from, LocalDate to, By by, List<CostLine> items) {}

  Costs of(By by, LocalDate from, LocalDate to, Reach reach) {
    Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Within within = overview.within(reach);
    Map<String, Figures> counts = counts(by, new Stretch(begin, end), within);
    List<CostLine> lines = new ArrayList<>();
    Set<String> priced = new HashSet<>();
    for (Spent spent : spending.by(by, begin, end, within)) {
      boolean first = priced.add(spent.key());
      Figures of = first ? counts.getOrDefault(spent.key(), Figures.NONE) : Figures.NONE;
      lines.add(line(name(by, spent.key()), of, spent));
    }
    counts.forEach((key, of) -> {
      if (!priced.contains(key)) {
        other(by, key).ifPresent(name -> lines.add(line(name, of, null)));
      }
    });
    lines.sort(
        Comparator.comparing(
                CostLine::amount, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
            .thenComparingLong(CostLine::sent)
            .reversed()
            .thenComparing(CostLine::key));
    return new Costs(from, to, by, lines);
  }

  private static CostLine line(KeyNames.Name name, Figures of, @Nullable Spent spent) {
    return new CostLine(
        name.key(),
        name.name(),
        name.owner(),
        of.sent(),
        of.delivered(),
        of.failed(),
        of.throttled(),
        spent == null ? 0 : spent.messages(),
        spent == null ? 0 : spent.segments(),
        spent == null ? null : spent.currency(),
        spent == null ? null : spent.amount());
  }

  /** Countries are known of what was priced alone. */
  private Map<String, Figures> counts(By by, Stretch stretch, Within within) {
    return kept(by)
        .map(kept ->
            figures.by(kept, Grain.DAY, stretch, within).stream()
                .collect(Collectors.toMap(BusinessFigures.Row::key, BusinessFigures.Row::figures)))
        .orElse(Map.of());
  }

  private static Optional<BusinessFigures.By> kept(By by) {
    return switch (by) {
      case APPLICATION -> Optional.of(BusinessFigures.By.APPLICATION);
      case NODE -> Optional.of(BusinessFigures.By.NODE);
      case TENANT -> Optional.of(BusinessFigures.By.TENANT);
      case CHANNEL -> Optional.of(BusinessFigures.By.CHANNEL);
      case SOURCE -> Optional.of(BusinessFigures.By.SOURCE);
      case COUNTRY -> Optional.empty();
    };
  }

  private KeyNames.Name name(By by, String key) {
    return other(by, key).orElse(new KeyNames.Name(key, null, null));
  }

  private Optional<KeyNames.Name> other(By by, String key) {
    return kept(by).flatMap(kept -> names.of(kept, key));
  }
}
