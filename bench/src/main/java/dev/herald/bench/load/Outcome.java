package dev.herald.bench.load;

import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Distribution;

/**
 * What came of an order.
 *
 * @param accepted messages answered with 202
 * @param refused messages answered otherwise
 * @param refusal one of those answers; empty when there was none
 * @param startMicros time of day of the first request
 * @param endMicros time of day of the last answer
 * @param answer from a request until its answer; of scheduled ones, from when it should have left
 */
public record Outcome(
    long accepted,
    long refused,
    String refusal,
    long startMicros,
    long endMicros,
    Distribution answer) {
  public double seconds() {
    return Micros.seconds(endMicros - startMicros);
  }
}
