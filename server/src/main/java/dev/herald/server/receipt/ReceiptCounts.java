package dev.herald.server.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How many reports came to what, for whoever watches. */
@Component
class ReceiptCounts {
  private static final String NAME = "herald.receipts";

  private final MeterRegistry meters;

  ReceiptCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  void folded(String source, Folding.Fate fate) {
    meters
        .counter(NAME, "source", source, "outcome", fate.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void refused(String source) {
    meters.counter(NAME, "source", source, "outcome", "refused").increment();
  }
}
