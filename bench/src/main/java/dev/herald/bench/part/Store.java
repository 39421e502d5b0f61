package dev.herald.bench.part;

import dev.herald.bench.herald.Books;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.ProductStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Herald's own task store: submit, hand over, complete with the attempt; no HTTP. */
final class Store implements Part {
  private static final int MESSAGES = 200_000;

  @Override
  public Findings run(Stage stage) {
    Figure plain = of(stage, "store", false);
    Figure keyed = of(stage, "store, each with an idempotency key", true);
    return new Findings(
        "store",
        List.of(plain, keyed),
        Map.of("storePerSecond", plain.value().median()),
        List.of(
            "store: one submission a message through the group commit, sealed, with all of"
                + " Herald's indexes."),
        List.of());
  }

  private static Figure of(Stage stage, String name, boolean keyed) {
    try (Measured measured =
        Measured.start(
            stage,
            "store",
            ProductStore.class,
            Boolean.toString(keyed),
            stage.bench().folder("store").toString())) {
      Books books = new Books(measured.database());
      return measured.rounds(stage).measure(name, () -> checked(stage, measured, books));
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
