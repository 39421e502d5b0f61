package dev.herald.bench.process;

import java.time.Instant;

/** The machine's time of day in microseconds, the same for all its processes. */
public final class Micros {
  private Micros() {}

  public static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  public static double seconds(long micros) {
    return micros / 1e6;
  }
}
