package dev.herald.server.intake;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The memory for submissions that are being taken in; counted in KB. */
@Component
class IntakeRoom {
  private static final int KB = 1_024;

  private final int size;
  private final Semaphore free;

  IntakeRoom(IntakeSettings settings) {
    this.size = (int) Math.min(Integer.MAX_VALUE, settings.bytesInHand() / KB);
    this.free = new Semaphore(size);
  }

  /** Room that was taken; closing gives it back. */
  final class Taken implements AutoCloseable {
    private final int permits;

    private Taken(int permits) {
      this.permits = permits;
    }

    @Override
    public void close() {
      free.release(permits);
    }
  }

  private int permits(long bytes) {
    return (int) Math.min(size, Math.ceilDiv(bytes, KB));
  }

  /**
   * @return null: there is no room now
   */
  @Nullable Taken tryTake(long bytes) {
    int permits = permits(bytes);
    return free.tryAcquire(permits) ? new Taken(permits) : null;
  }

  /** Waits: who reads a stream lets its sender wait too. */
  Taken take(long bytes) throws InterruptedException {
    int permits = permits(bytes);
    free.acquire(permits);
    return new Taken(permits);
  }
}
