package dev.herald.bench.part;

import dev.herald.bench.herald.Backlog;
import dev.herald.bench.herald.Books;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.ProductStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Herald's own task store: submit, hand over, complete with the attempt; no HTTP. Also on tables
 * that are emptied before each round, and beside ten million messages that are kept.
 */
final class Store implements Part {
  private static final int MESSAGES = 200_000;
  private static final int KEPT = 10_000_000;
  private static final String EMPTIED =
      """
      do $$ begin
        execute (
          select 'truncate ' || string_agg(quote_ident(relname), ', ') from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
            and not relispartition and relname not in ('flyway_schema_history', 'audit_entry'));
      end $$
      """;

  @Override
  public Findings run(Stage stage) {
    Figure plain = of(stage, "store", false);
    Figure keyed = of(stage, "store, each with an idempotency key", true);
    ByFill byFill = byFill(stage);
    return new Findings(
        "store",
        List.of(plain, keyed, byFill.fresh, byFill.full),
        Map.of(
            "storePerSecond",
            plain.value().median(),
            "storeFullOverFresh",
            byFill.full.value().median() / byFill.fresh.value().median()),
        List.of(
            "store: one submission a message through the group commit, sealed, with all of"
                + " Herald's indexes."),
        List.of());
  }

  private static Measured start(Stage stage, boolean keyed) {
    return Measured.start(
        stage,
        "store",
        ProductStore.class,
        Boolean.toString(keyed),
        stage.bench().folder("store").toString());
  }

  private static Figure of(Stage stage, String name, boolean keyed) {
    try (Measured measured = start(stage, keyed)) {
      Books books = new Books(measured.database());
      return measured.rounds(stage).measure(name, () -> checked(stage, measured, books));
    }
  }

  private record ByFill(Figure fresh, Figure full) {}

  private static ByFill byFill(Stage stage) {
    try (Measured measured = start(stage, false)) {
      Rounds rounds = measured.rounds(stage);
      Books books = new Books(measured.database());
      Figure fresh =
          rounds.measure(
              "store, on empty tables",
              () -> {
                measured.database().execute(EMPTIED);
                return checked(stage, measured, books);
              });
      int kept = stage.effort().size(KEPT);
      new Backlog(measured.database()).kept(kept);
      Figure full =
          rounds.measure(
              "store, beside %,d kept".formatted(kept), () -> checked(stage, measured, books));
      return new ByFill(fresh, full);
    }
  }

  private static Stretch checked(Stage stage, Measured measured, Books books) {
    Instant before = Instant.now();
    Stretch stretch = measured.work(stage, MESSAGES);
    long sent = books.sent(before);
    if (sent != stretch.stint().messages() || !books.areSettled()) {
      throw new BenchFailure(
          "%,d messages were stored, %,d are recorded as sent"
              .formatted(stretch.stint().messages(), sent));
    }
    return stretch;
  }
}
