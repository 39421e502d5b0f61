package dev.herald.server.intake;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The memory for submissions that are being taken in: for what was read of them, and for what is
 * made of it until it is saved, which is a multiple.
 */
@Component
class IntakeRoom {
  private static final int KB = 1_024;

  /** Of a submission of nothing but empty objects, or of the shortest recipients. */
  private static final int BYTES_IN_WORK_PER_BYTE = 64;

  private static final int PART_OF_MEMORY_IN_WORK = 2;

  private final Part read;
  private final Part inWork;

  IntakeRoom(IntakeSettings settings) {
    long memory = Runtime.getRuntime().maxMemory();
    this.read = new Part(settings.bytesInHand(), KB);
    this.inWork = new Part(memory / PART_OF_MEMORY_IN_WORK / BYTES_IN_WORK_PER_BYTE, 1);
  }

  /** Room that was taken; closing gives it back. */
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /** Counted in units of so many bytes. What is larger than all of it takes all of it. */
  private static final class Part {
    private final int size;
    private final int unit;
    private final Semaphore free;

    Part(long bytes, int unit) {
      this.size = (int) Math.min(Integer.MAX_VALUE, bytes / unit);
      this.unit = unit;
      this.free = new Semaphore(size, true);
    }

    private int permits(long bytes) {
      return (int) Math.min(size, Math.ceilDiv(bytes, unit));
    }

    @Nullable Taken tryTake(long bytes) {
      int permits = permits(bytes);
      return free.tryAcquire(permits) ? () -> free.release(permits) : null;
    }

    Taken take(long bytes) throws InterruptedIOException {
      int permits = permits(bytes);
      try {
        free.acquire(permits);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopping");
      }
      return () -> free.release(permits);
    }
  }

  /**
   * For a body that is about to be read.
   *
   * @return null: there is no room now
   */
  @Nullable Taken tryTake(long bytes) {
    return read.tryTake(bytes);
  }

  /** Waits: who reads a stream lets its sender wait too. */
  Taken take(long bytes) throws InterruptedIOException {
    return read.take(bytes);
  }

  /** For the work on a body that was read; waits for it, the largest as well as the smallest. */
  Taken work(long bytes) throws InterruptedIOException {
    return inWork.take(bytes);
  }
}
