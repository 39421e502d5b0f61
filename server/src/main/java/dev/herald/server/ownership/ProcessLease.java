package dev.herald.server.ownership;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** One life of this process, and how long others will believe in it. */
public final class ProcessLease {
  private final UUID id;
  private final Duration lease;
  private final LongSupplier nanoTime;
  private volatile long believedUntil;

  public ProcessLease(UUID id, Duration lease) {
    this(id, lease, System::nanoTime);
  }

  public ProcessLease(UUID id, Duration lease, LongSupplier nanoTime) {
    this.id = id;
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  public UUID id() {
    return id;
  }

  /**
   * @param askedAt the nano time before the heartbeat was sent
   */
  public void beaten(long askedAt) {
    believedUntil = askedAt + lease.toNanos();
  }

  public void fenced() {
    believedUntil = nanoTime.getAsLong();
  }

  /** Whether work that takes this long would end before others may adopt it. */
  public boolean holdsFor(Duration work) {
    return believedUntil - nanoTime.getAsLong() > work.toNanos();
  }
}
