package dev.herald.server.cost;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Prices of sources, and budgets of applications. */
@RestController
@Tag(name = "Costs")
class CostController {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int MOST = 1_000_000_000;

  /** What the tables keep. */
  private static final int DECIMALS = 6;

  private final Prices prices;
  private final Balances balances;
  private final Budgets budgets;
  private final Sources sources;
  private final Applications applications;
  private final Clock clock;

  CostController(
      Prices prices,
      Balances balances,
      Budgets budgets,
      Sources sources,
      Applications applications,
      Clock clock) {
    this.prices = prices;
    this.balances = balances;
    this.budgets = budgets;
    this.sources = sources;
    this.applications = applications;
    this.clock = clock;
  }

  /**
   * What messages of a source cost.
   *
   * @param prices by country (ISO 3166); {@code *}: of all others
   * @param packageLeft of what was paid in advance, in units; null: nothing was
   */
  record PriceView(
      String source,
      String currency,
      Price.Unit unit,
      Map<String, BigDecimal> prices,
      @Nullable Long packageLeft,
      Instant updatedAt,
      String updatedBy) {}

  /**
   * What messages of a source are to cost.
   *
   * @param currency ISO 4217
   * @param unit null: SEGMENT
   * @param prices by country (ISO 3166); {@code *}: of all others
   * @param packageLeft counted down from now on; null: there is no package
   */
  record PriceSpec(
      @Nullable String currency,
      Price.@Nullable Unit unit,
      @Nullable Map<String, @Nullable BigDecimal> prices,
      @Nullable Long packageLeft) {}

  /**
   * What a provider said is left of what the account of a source paid in advance.
   *
   * @param left null: it has never told
   * @param currency ISO 4217; null: messages are left, not money
   * @param toldAt the last time that it told
   * @param problem why it did not tell the last time
   */
  record BalanceView(
      String source,
      @Nullable BigDecimal left,
      @Nullable String currency,
      Instant askedAt,
      @Nullable Instant toldAt,
      @Nullable WordedReason problem) {}

  /**
   * What an application may spend in a month, and did in this one.
   *
   * @param percent of it that is spent
   */
  record BudgetView(
      String application, String currency, BigDecimal perMonth, BigDecimal spent, long percent) {}

  /** What an application is to spend in a month at most before somebody is told. */
  record BudgetSpec(@Nullable String currency, @Nullable BigDecimal perMonth) {}

  @Requires(Permission.READ)
  @GetMapping("/v1/prices")
  @Operation(operationId = "listPrices", summary = "What messages cost, by source")
  Page<PriceView> prices(Caller.Staff caller) {
    Map<UUID, String> codes = codes(caller);
    return Page.all(
        prices.list().stream()
            .filter(price -> codes.containsKey(price.source()))
            .map(price -> view(Objects.requireNonNull(codes.get(price.source())), price))
            .toList());
  }

  private Map<UUID, String> codes(Caller.Staff caller) {
    Map<UUID, String> codes = new HashMap<>();
    sources
        .all(caller.reach())
        .forEach(source -> codes.put(source.source().id(), source.source().code()));
    return codes;
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/balances")
  @Operation(
      operationId = "listBalances",
      summary = "What providers say is left of what was paid in advance",
      description = "Of sources whose providers tell it. They are asked every five minutes.")
  Page<BalanceView> balances(Caller.Staff caller) {
    Map<UUID, String> codes = codes(caller);
    return Page.all(
        balances.list().stream()
            .filter(known -> codes.containsKey(known.source()))
            .map(known -> view(Objects.requireNonNull(codes.get(known.source())), known))
            .sorted(Comparator.comparing(BalanceView::source))
            .toList());
  }

  private static BalanceView view(String code, Balances.Known known) {
    return new BalanceView(
        code,
        known.amount(),
        known.currency(),
        known.askedAt(),
        known.toldAt(),
        known.problem() == null ? null : WordedReason.of(known.problem()));
  }

  private static PriceView view(String code, Price price) {
    return new PriceView(
        code,
        price.currency(),
        price.unit(),
        price.byCountry(),
        price.packageLeft(),
        price.updatedAt(),
        price.updatedBy());
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping("/v1/sources/{code}/price")
  @Operation(operationId = "putPrice", summary = "Set what messages of a source cost")
  PriceView putPrice(Caller.Staff caller, @PathVariable String code, @RequestBody PriceSpec spec) {
    sources.require(code, caller.reach());
    UUID source = sources.named(code).map(ConfiguredSource::source).orElseThrow().id();
    FieldErrors errors = new FieldErrors();
    String currency = currency(spec.currency, errors);
    Map<String, BigDecimal> checked = amounts(spec.prices, errors);
    if (spec.packageLeft != null && (spec.packageLeft < 0 || spec.packageLeft > MOST)) {
      errors.add("packageLeft", new FieldFault.NumberOutOfRange(0, MOST));
    }
    errors.throwIfAny();
    prices.put(
        code,
        new Price(
            source,
            currency,
            spec.unit == null ? Price.Unit.SEGMENT : spec.unit,
            checked,
            spec.packageLeft,
            clock.instant(),
            caller.name()));
    return view(code, prices.find(source).orElseThrow());
  }

  private static Map<String, BigDecimal> amounts(
      @Nullable Map<String, @Nullable BigDecimal> given, FieldErrors errors) {
    Map<String, BigDecimal> checked = new HashMap<>();
    if (given == null || given.isEmpty()) {
      errors.add("prices", new FieldFault.FieldMissing());
      return checked;
    }
    given.forEach((country, amount) -> {
      String field = "prices." + country;
      if (!country.equals(Price.ANY) && !COUNTRIES.contains(country)) {
        errors.add(field, new FieldFault.CountryUnknown(country));
      } else if (amount == null || amount.signum() < 0 || isTooMuch(amount)) {
        errors.add(field, new FieldFault.NumberOutOfRange(0, MOST));
      } else if (isTooFine(amount)) {
        errors.add(field, new FieldFault.DecimalsTooMany(DECIMALS));
      } else {
        checked.put(country, amount);
      }
    });
    return checked;
  }

  private static boolean isTooMuch(BigDecimal amount) {
    return amount.compareTo(BigDecimal.valueOf(MOST)) > 0;
  }

  private static boolean isTooFine(BigDecimal amount) {
    return amount.stripTrailingZeros().scale() > DECIMALS;
  }

  private static String currency(@Nullable String code, FieldErrors errors) {
    if (code == null || code.isBlank()) {
      errors.add("currency", new FieldFault.FieldMissing());
      return "";
    }
    try {
      return Currency.getInstance(code.strip()).getCurrencyCode();
    } catch (IllegalArgumentException _) {
      errors.add("currency", new FieldFault.CurrencyUnknown(code));
      return "";
    }
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/v1/sources/{code}/price")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deletePrice", summary = "Count no cost of a source any more")
  void deletePrice(Caller.Staff caller, @PathVariable String code) {
    sources.require(code, caller.reach());
    prices.delete(sources.named(code).orElseThrow().source().id(), code);
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/budgets")
  @Operation(operationId = "listBudgets", summary = "What applications may spend, and did")
  Page<BudgetView> budgets(Caller.Staff caller) {
    List<BudgetView> all =
        budgets.list(clock.instant()).stream()
            .map(this::view)
            .filter(budget -> caller.reach().seesApplication(budget.application))
            .toList();
    return Page.all(all);
  }

  private BudgetView view(Budgets.Budget budget) {
    return new BudgetView(
        applications.get(budget.applicationId()).code(),
        budget.currency(),
        budget.perMonth(),
        budget.spent(),
        Math.round(budget.percent()));
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PutMapping("/v1/applications/{application}/budget")
  @Operation(
      operationId = "putBudget",
      summary = "Set what an application may spend in a month before somebody is told")
  BudgetView putBudget(
      Caller.Staff caller, @PathVariable String application, @RequestBody BudgetSpec spec) {
    UUID id = applications.get(application).id();
    FieldErrors errors = new FieldErrors();
    String currency = currency(spec.currency, errors);
    BigDecimal perMonth = Optional.ofNullable(spec.perMonth).orElse(BigDecimal.ZERO);
    if (perMonth.compareTo(BigDecimal.ONE) < 0 || isTooMuch(perMonth)) {
      errors.add("perMonth", new FieldFault.NumberOutOfRange(1, MOST));
    } else if (isTooFine(perMonth)) {
      errors.add("perMonth", new FieldFault.DecimalsTooMany(DECIMALS));
    }
    errors.throwIfAny();
    budgets.put(id, application, currency, perMonth, caller.name());
    return budgets.list(clock.instant()).stream()
        .filter(budget -> budget.applicationId().equals(id))
        .map(this::view)
        .findFirst()
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.APPLICATION, application));
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @DeleteMapping("/v1/applications/{application}/budget")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteBudget", summary = "Let an application spend without a budget")
  void deleteBudget(Caller.Staff caller, @PathVariable String application) {
    budgets.delete(applications.get(application).id(), application);
  }
}
