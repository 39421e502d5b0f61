package dev.herald.channels.http;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cuts off what takes too long, however it dawdles. */
public final class Deadlines implements AutoCloseable {
  private final Duration deadline;
  private final ScheduledThreadPoolExecutor timer;

  public Deadlines(Duration deadline) {
    this.deadline = deadline;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("herald-deadlines").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  public Duration deadline() {
    return deadline;
  }

  /**
   * Runs {@code cut} when the deadline passes before the handle is closed.
   *
   * @param cut quick, and without exceptions
   */
  public Running start(Runnable cut) {
    var scheduled = timer.schedule(cut, deadline.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A deadline that has not passed yet. */
  @FunctionalInterface
  public interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
