package dev.herald.bench.standin;

import dev.herald.bench.report.Distribution;
import java.util.List;

/**
 * What came to one path.
 *
 * @param firstMicros time of day; 0 when nothing came
 * @param mostInASecond in any window of one second
 * @param bySecond how many came in each second since the first
 * @param age from the message's stamp until its arrival, of those that had one
 */
public record Seen(
    long count,
    long firstMicros,
    long lastMicros,
    int mostInASecond,
    List<Integer> bySecond,
    Distribution age) {
  public Seen {
    bySecond = List.copyOf(bySecond);
  }
}
