package dev.herald.server.lane;

import dev.herald.server.ownership.Incarnation;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Incarnations on a clock that a test drives. */
public final class TestIncarnations {
  private TestIncarnations() {}

  public static Incarnation on(UUID id, Duration lease, LongSupplier nanoTime) {
    return new Incarnation(id, lease, nanoTime);
  }

  public static void beaten(Incarnation incarnation, long askedAt) {
    incarnation.beaten(askedAt);
  }

  public static void fenced(Incarnation incarnation) {
    incarnation.fenced();
  }
}
