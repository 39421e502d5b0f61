package dev.herald.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is told to move. */
public final class SettableClock implements InstantSource {
  /** 1767323045 in epoch seconds, the moment at which the published requests were captured. */
  public static final Instant CAPTURED = Instant.parse("2026-01-02T03:04:05Z");

  private volatile Instant now = CAPTURED;

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  public void set(Instant to) {
    now = to;
  }
}
