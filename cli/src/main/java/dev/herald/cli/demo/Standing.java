package dev.herald.cli.demo;

import java.time.Duration;

/** How far a burst is. */
record Standing(int size, long accepted, long sent, long failed, Duration elapsed) {

  long perSecond() {
    return Math.round(1e9 * sent / Math.max(1, elapsed.toNanos()));
  }

  boolean isOver() {
    return sent + failed >= size;
  }
}
