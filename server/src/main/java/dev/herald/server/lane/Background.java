package dev.herald.server.lane;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** How a lane in the background lets the others go first: carriers of its own, and rests. */
final class Background {
  /** How many tasks a restrained lane claims at once, lest a code meets many of them. */
  static final int CLAIM = 100;

  /** So many it begins between two rests. */
  static final int FEW = 10;

  private static final Duration SHORTEST_REST = Duration.ofMillis(1);

  private final BackgroundThreads threads;
  private final CpuBudget budget;

  /**
   * @param share of all processors' time while urgent lanes are in use
   */
  Background(String prefix, double share, UrgentUse urgentUse) {
    this.threads = new BackgroundThreads(prefix);
    this.budget =
        new CpuBudget(
            share * Runtime.getRuntime().availableProcessors(),
            urgentUse::isRecent,
            threads::processorTime,
            System::nanoTime);
  }

  ThreadFactory threads() {
    return threads;
  }

  boolean isRestrained() {
    return budget.holds();
  }

  /** Whether it has to rest before it takes anything more. */
  boolean owesRest() {
    return budget.owed().isPositive();
  }

  /** Returns at once when nobody urgent is about. */
  void rest(BooleanSupplier running) {
    budget.rest(SHORTEST_REST, running);
  }
}
