package dev.herald.server.lane;

import java.time.Duration;
import java.util.UUID;

/** One life of this process, and how long others will believe in it. */
public final class Incarnation {
  private final UUID id;
  private final Duration lease;
  private volatile long believedUntil;

  Incarnation(UUID id, Duration lease) {
    this.id = id;
    this.lease = lease;
  }

  public UUID id() {
    return id;
  }

  /**
   * @param askedAt the nano time before the heartbeat was sent
   */
  void beaten(long askedAt) {
    believedUntil = askedAt + lease.toNanos();
  }

  void fenced() {
    believedUntil = System.nanoTime();
  }

  /** Whether work that takes this long would end before others may adopt it. */
  public boolean holdsFor(Duration work) {
    return believedUntil - System.nanoTime() > work.toNanos();
  }
}
