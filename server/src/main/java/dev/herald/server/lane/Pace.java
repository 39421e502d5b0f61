package dev.herald.server.lane;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Starts a lane's sends as fast as the processor keeps up with them.
 *
 * <p>A caller waits for its 202, nobody waits for a send to begin. So when work that is started has
 * to wait for a processor, fewer sends are started, and a burst is accepted first and sent next;
 * when it does not, more are, so that slow providers are called as many at a time as it takes. Once
 * the lane is nearly full nothing is held back: sends then compete with intake on equal terms.
 *
 * <p>How long a start is late is the measure: additive increase, multiplicative decrease, as
 * networks do it.
 */
final class Pace {
  /** Calls on their way while intake takes the whole processor. */
  static final int LEAST = 4;

  private static final long LATE = Duration.ofMillis(5).toNanos();
  private static final long BETWEEN_CUTS = Duration.ofMillis(20).toNanos();
  private static final double CUT = 0.7;
  private static final double NEARLY_FULL = 0.9;

  private final int most;
  private final Executor threads;
  private final LongSupplier clock;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private volatile double limit = LEAST;
  private long lastCut = Long.MIN_VALUE / 2;

  /**
   * @param most that the lane holds
   * @param clock in nanoseconds
   */
  Pace(int most, Executor threads, LongSupplier clock) {
    this.most = most;
    this.threads = threads;
    this.clock = clock;
  }

  /** Begins the work in its turn. */
  void start(Runnable work) {
    held.incrementAndGet();
    waiting.add(work);
    startWhatMay();
  }

  private void startWhatMay() {
    while (!waiting.isEmpty() && enter()) {
      Runnable next = waiting.poll();
      if (next == null) {
        underWay.decrementAndGet();
      } else {
        begin(next);
      }
    }
  }

  private boolean enter() {
    int present = underWay.get();
    while (present < allowed()) {
      if (underWay.compareAndSet(present, present + 1)) {
        return true;
      }
      present = underWay.get();
    }
    return false;
  }

  /** How many may be under way. */
  int allowed() {
    return held.get() > NEARLY_FULL * most ? most : (int) limit;
  }

  private void begin(Runnable work) {
    long asked = clock.getAsLong();
    threads.execute(() -> {
      learn(clock.getAsLong(), asked);
      try {
        work.run();
      } finally {
        held.decrementAndGet();
        underWay.decrementAndGet();
        startWhatMay();
      }
    });
  }

  private synchronized void learn(long now, long asked) {
    if (now - asked <= LATE) {
      limit = Math.min(most, limit + 1);
    } else if (now - lastCut > BETWEEN_CUTS) {
      limit = Math.max(LEAST, limit * CUT);
      lastCut = now;
    }
  }
}
