package dev.herald.server.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A virtual clock and what is to happen on it. Milliseconds since the start. */
final class Timeline {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
  private long now;
  private long order;

  private record Entry(long at, long order, Runnable step) {}

  long now() {
    return now;
  }

  static Instant instant(long at) {
    return EPOCH.plusMillis(at);
  }

  static long millis(Instant at) {
    return at.toEpochMilli() - EPOCH.toEpochMilli();
  }

  void in(long millis, Runnable step) {
    entries.add(new Entry(now + millis, order++, step));
  }

  /** Lets everything happen until this time. */
  void runUntil(long end) {
    for (Entry next = entries.peek(); next != null && next.at <= end; next = entries.peek()) {
      entries.remove();
      now = next.at;
      next.step.run();
    }
    now = end;
  }
}
