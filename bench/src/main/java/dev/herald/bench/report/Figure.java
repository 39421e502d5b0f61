package dev.herald.bench.report;

import dev.herald.bench.process.Cost;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report.
 *
 * @param unit for example {@code msg/s}
 * @param cost of one message; null where it was not measured
 */
public record Figure(String name, String unit, Spread value, @Nullable Cost cost) {
  public static Figure of(String name, String unit, double value) {
    return new Figure(name, unit, Spread.of(value), null);
  }
}
