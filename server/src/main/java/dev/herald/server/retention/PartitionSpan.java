package dev.herald.server.retention;

import java.time.LocalDate;

/** How much time a partition covers, in UTC. */
public enum PartitionSpan {
  DAY {
    @Override
    LocalDate madeUntil(LocalDate today) {
      return today.plusDays(8);
    }
  },
  MONTH {
    @Override
    LocalDate madeUntil(LocalDate today) {
      return today.withDayOfMonth(1).plusMonths(3);
    }
  };

  /** The first day that needs no partition yet. */
  abstract LocalDate madeUntil(LocalDate today);
}
