package dev.herald.server.schedule;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Where fires that ask a URL are worked on: each on a thread of its own, so that a URL that hangs
 * delays no other fire.
 */
@Component
class FireCalls {
  private static final int MOST = 32;
  private static final long MOMENT_MILLIS = 500;

  private final Semaphore room = new Semaphore(MOST);
  private final Semaphore ended = new Semaphore(0);

  /**
   * @return false: there are as many as may be
   */
  boolean begin(Runnable work) {
    if (!room.tryAcquire()) {
      return false;
    }
    Thread.ofVirtual()
        .name("fire")
        .start(() -> {
          try {
            work.run();
          } finally {
            ended.release();
            room.release();
          }
        });
    return true;
  }

  /**
   * Waits until one has ended, though no longer than a moment, in which others may have come due.
   *
   * @return whether there may be more to do; false also when the thread is interrupted
   */
  boolean await() {
    boolean idle = room.availablePermits() == MOST;
    if (idle) {
      return ended.drainPermits() > 0;
    }
    try {
      if (ended.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
        ended.drainPermits();
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
