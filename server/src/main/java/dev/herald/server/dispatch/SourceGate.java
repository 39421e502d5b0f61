package dev.herald.server.dispatch;

import dev.herald.channel.RateCap;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/** What one source lets through in this process: so many calls at once, and its rate caps. */
final class SourceGate {
  private final List<SlidingWindow> windows;
  private final Semaphore calls;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile ConfiguredSource source;
  private final int callsAtOnce;
  private final int longestLine;
  private final List<RateCap> caps;
  private final ReentrantLock lock = new ReentrantLock();
  private long lastSlot = Long.MIN_VALUE;
  private long closedUntil = Long.MIN_VALUE;
  private long waitingTail = Long.MIN_VALUE;

  /**
   * @param longestLine how many may wait for a call to be free
   */
  SourceGate(ConfiguredSource source, int callsAtOnce, int longestLine) {
    this.source = source;
    this.callsAtOnce = callsAtOnce;
    this.longestLine = longestLine;
    this.caps = source.caps();
    this.windows = caps.stream().map(SlidingWindow::new).toList();
    this.calls = new Semaphore(callsAtOnce, true);
  }

  /** Whether this gate is the source's, as it is configured now. */
  boolean keeps(ConfiguredSource now, ToIntFunction<ConfiguredSource> calls) {
    if (now == source) {
      return true;
    }
    boolean same = caps.equals(now.caps()) && callsAtOnce == calls.applyAsInt(now);
    if (same) {
      source = now;
    }
    return same;
  }

  /** When a slot is asked for. */
  sealed interface Slot {
    /** A call may be made at this time, and counts as made. */
    record At(long nanos) implements Slot {}

    /** Nothing is free soon; come again at this time. */
    record NotBefore(long nanos) implements Slot {}
  }

  /** The time of the next call, at least {@code now}. */
  long earliest(long now) {
    lock.lock();
    try {
      return earliestLocked(now);
    } finally {
      lock.unlock();
    }
  }

  private long earliestLocked(long now) {
    long at = Math.max(Math.max(now, lastSlot), closedUntil);
    for (SlidingWindow window : windows) {
      at = window.earliest(at);
    }
    return at;
  }

  /** Reserves the next slot, if it comes within the patience. */
  Slot reserve(long now, Duration patience) {
    lock.lock();
    try {
      long at = earliestLocked(now);
      if (at - now > patience.toNanos()) {
        return new Slot.NotBefore(at);
      }
      windows.forEach(window -> window.grant(at));
      lastSlot = at;
      return new Slot.At(at);
    } finally {
      lock.unlock();
    }
  }

  /** When to come again: each that lines up one slot after the one before. */
  long lineUp(long now) {
    lock.lock();
    try {
      long turn = Math.max(waitingTail, earliestLocked(now));
      waitingTail = turn + windows.stream().mapToLong(SlidingWindow::spacing).max().orElse(0);
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing through for a while. */
  void close(long now, Duration time) {
    lock.lock();
    try {
      closedUntil = Math.max(closedUntil, now + time.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits in line for a call to be free.
   *
   * @return false when the line is so long that the task is better off in the table
   */
  boolean enter() throws InterruptedException {
    if (calls.tryAcquire(0, TimeUnit.NANOSECONDS)) {
      return true;
    }
    try {
      if (waiting.incrementAndGet() > longestLine) {
        return false;
      }
      calls.acquire();
      return true;
    } finally {
      waiting.decrementAndGet();
    }
  }

  int waiting() {
    return waiting.get();
  }

  void leave() {
    calls.release();
  }
}
