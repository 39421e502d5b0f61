package dev.herald.server.lane;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts a lane's sends as fast as the processor keeps up with them.
 *
 * <p>A caller waits for its 202, nobody waits for a send to begin. So the next send is only started
 * when one that was started before has come to run: while intake keeps the processor busy that
 * takes its turn in a long queue, and a burst is accepted first and sent next; else it is at once.
 * Sends that run and wait for their provider or source hold nobody up. Once the lane is nearly full
 * nothing is delayed: sends then compete with intake on equal terms.
 */
final class StartThrottle {
  /** Started and not running yet. */
  static final int AT_ONCE = 1;

  private static final double NEARLY_FULL = 0.9;

  private final int most;
  private final Executor threads;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger starting = new AtomicInteger();
  private final AtomicInteger delayed = new AtomicInteger();

  /**
   * @param most that the lane holds
   */
  StartThrottle(int most, Executor threads) {
    this.most = most;
    this.threads = threads;
  }

  /** Begins the work in its turn. */
  void start(Runnable work) {
    delayed.incrementAndGet();
    waiting.add(work);
    startWhatMay();
  }

  private void startWhatMay() {
    while (!waiting.isEmpty() && enter()) {
      Runnable next = waiting.poll();
      if (next == null) {
        starting.decrementAndGet();
      } else {
        threads.execute(() -> run(next));
      }
    }
  }

  private boolean enter() {
    int present = starting.get();
    while (present < AT_ONCE || delayed.get() > NEARLY_FULL * most) {
      if (starting.compareAndSet(present, present + 1)) {
        return true;
      }
      present = starting.get();
    }
    return false;
  }

  private void run(Runnable work) {
    starting.decrementAndGet();
    startWhatMay();
    try {
      work.run();
    } finally {
      delayed.decrementAndGet();
    }
  }
}
