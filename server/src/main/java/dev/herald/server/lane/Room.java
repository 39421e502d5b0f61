package dev.herald.server.lane;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What may be in memory, counted in pieces: a task is one, and more with large variables.
 *
 * @see dev.herald.server.task.DataSize#pieces()
 */
final class Room {
  private final int size;
  private final Pieces free;

  private static final class Pieces extends Semaphore {
    Pieces(int size) {
      super(size);
    }

    void overdraw(int pieces) {
      reducePermits(pieces);
    }
  }

  Room(int size) {
    this.size = size;
    this.free = new Pieces(size);
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return free.availablePermits() <= 0;
  }

  boolean tryTake(int pieces) {
    return free.tryAcquire(pieces);
  }

  boolean tryTake(int pieces, Duration patience) throws InterruptedException {
    return free.tryAcquire(pieces, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Takes what may not be there: what was claimed was known only by number. */
  void overdraw(int pieces) {
    free.overdraw(pieces);
  }

  void giveBack(int pieces) {
    free.release(pieces);
  }
}
