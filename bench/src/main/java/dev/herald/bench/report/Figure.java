package dev.herald.bench.report;

import dev.herald.bench.process.Cost;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  /** In milliseconds. */
  public static Figure ofTimes(
      String name, List<Distribution> rounds, ToDoubleFunction<Distribution> figure) {
    return new Figure(name, "ms", Spread.of(rounds, figure), null);
  }
}
