package dev.herald.server.intake;

import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * The memory for what is made of submissions until they are saved, which is a multiple of what was
 * read of them.
 */
@Component
class SubmissionMemory {
  /** Of a submission of nothing but empty objects, or of the shortest recipients. */
  private static final int BYTES_IN_WORK_PER_BYTE = 64;

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private static final int PART_OF_MEMORY_IN_WORK = 2;

  private final int size =
      (int)
          Math.min(
              Integer.MAX_VALUE,
              Runtime.getRuntime().maxMemory() / PART_OF_MEMORY_IN_WORK / BYTES_IN_WORK_PER_BYTE);
  private final Semaphore free = new Semaphore(size, true);

  /** Room that was taken; closing gives it back. */
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * For the work on bodies that were read; waits for it, the largest as well as the smallest.
   *
   * @throws RequestProblem.Unavailable when the process stops meanwhile
   */
  Taken work(long bytes) {
    int permits = (int) Math.min(size, bytes);
    if (permits == 0) {
      return () -> {};
    }
    try {
      free.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestProblem.Unavailable("this process is stopping", COME_BACK);
    }
    return () -> free.release(permits);
  }
}
