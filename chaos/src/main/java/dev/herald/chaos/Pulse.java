package dev.herald.chaos;

import java.time.Duration;

/** Notices that the whole machine stood still, so that nobody is blamed for missed heartbeats. */
final class Pulse {
  private static final long BEAT_MILLIS = 100;
  private static final Duration LONG = Duration.ofSeconds(2);

  private volatile boolean missed;

  Pulse() {
    Thread.ofPlatform().daemon().name("pulse").start(this::beat);
  }

  private void beat() {
    for (long before = System.nanoTime(); ; before = System.nanoTime()) {
      Until.pause(BEAT_MILLIS);
      if (System.nanoTime() - before > LONG.toNanos()) {
        missed = true;
      }
    }
  }

  /** Forgets what was. */
  void reset() {
    missed = false;
  }

  boolean missed() {
    return missed;
  }
}
