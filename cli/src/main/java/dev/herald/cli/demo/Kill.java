package dev.herald.cli.demo;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ends one process of a cluster without a word once a third of a burst is sent. */
public final class Kill {
  private static final int PART = 3;

  private final ProcessHandle process;
  private final Telling telling;
  private final AtomicBoolean done = new AtomicBoolean();

  public Kill(ProcessHandle process, Telling telling) {
    this.process = process;
    this.telling = telling;
  }

  void when(Standing standing) {
    if (standing.sent() * PART >= standing.size() && done.compareAndSet(false, true)) {
      boolean killed = process.destroyForcibly();
      telling.fact(
          "Killed",
          killed
              ? "one of the two handlers, with %,d sent. The other reads on, and adopts what it had."
                  .formatted(standing.sent())
              : "nothing: the handler was gone already");
    }
  }

  /** Whether there was something left to interrupt. */
  boolean wasDone() {
    return done.get();
  }
}
