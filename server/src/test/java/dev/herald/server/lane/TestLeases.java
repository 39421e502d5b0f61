package dev.herald.server.lane;

import dev.herald.server.ownership.ProcessLease;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Leases on a clock that a test drives. */
public final class TestLeases {
  private TestLeases() {}

  public static ProcessLease on(UUID id, Duration lease, LongSupplier nanoTime) {
    return new ProcessLease(id, lease, nanoTime);
  }

  public static void beaten(ProcessLease lease, long askedAt) {
    lease.beaten(askedAt);
  }

  public static void fenced(ProcessLease lease) {
    lease.fenced();
  }
}
