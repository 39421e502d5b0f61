package dev.herald.server.queue;

import java.time.InstantSource;

/** Counts what happened in the last sixty seconds, by the second. */
final class LastMinute {
  private static final int SECONDS = 60;

  private final InstantSource clock;
  private final long[] second = new long[SECONDS];
  private final int[] counted = new int[SECONDS];

  LastMinute(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(int count) {
    long now = clock.instant().getEpochSecond();
    int slot = (int) (now % SECONDS);
    if (second[slot] != now) {
      second[slot] = now;
      counted[slot] = 0;
    }
    counted[slot] += count;
  }

  synchronized int count() {
    long from = clock.instant().getEpochSecond() - SECONDS;
    int sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      sum += second[slot] > from ? counted[slot] : 0;
    }
    return sum;
  }
}
