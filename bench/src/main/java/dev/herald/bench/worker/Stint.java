package dev.herald.bench.worker;

import dev.herald.bench.process.Micros;

/**
 * What a worker did.
 *
 * @param startMicros time of day
 */
public record Stint(long messages, long startMicros, long endMicros) {
  public double perSecond() {
    return messages / Micros.seconds(endMicros - startMicros);
  }

  /** Work that began then and ends now. */
  public static Stint since(long startMicros, long messages) {
    return new Stint(messages, startMicros, Micros.now());
  }
}
