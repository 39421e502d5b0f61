package dev.herald.server.lane;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one thread does in the background besides sending: while messages of urgent lanes come in,
 * it takes no more than its share of the processors.
 */
public final class BackgroundWork {
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

  private final CpuBudget budget;

  /**
   * Of the thread that calls it.
   *
   * @param processors that it may keep busy, more than 0
   */
  BackgroundWork(double processors, UrgentUse urgentUse) {
    this.budget =
        new CpuBudget(
            processors, urgentUse::isRecent, TIMES::getCurrentThreadCpuTime, System::nanoTime);
  }

  /** Whether somebody waits for messages of urgent lanes. */
  public boolean isRestrained() {
    return budget.holds();
  }

  /**
   * Rests for what the thread took beyond its share. Returns at once when nobody urgent is about,
   * or when the thread is interrupted.
   */
  public void rest(BooleanSupplier running) {
    budget.rest(Duration.ZERO, running);
  }
}
