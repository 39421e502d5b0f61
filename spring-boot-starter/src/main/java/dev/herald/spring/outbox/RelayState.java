package dev.herald.spring.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the relay and those who write to the outbox tell each other within a process. */
final class RelayState {
  private final Semaphore news = new Semaphore(0);
  private final AtomicLong forwarded = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile @Nullable String trouble;

  /** There is something to forward, or the relay is to stop. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Returns when there is news, or when the time is over. */
  void await(Duration time) throws InterruptedException {
    boolean unused = news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    news.drainPermits();
  }

  void count(Forwarding.Batch batch) {
    forwarded.addAndGet(batch.taken());
    refused.addAndGet(batch.parked());
  }

  long forwarded() {
    return forwarded.get();
  }

  long refused() {
    return refused.get();
  }

  /**
   * @param words without personal data; null when all is well
   * @return whether it is another than before
   */
  boolean isNew(@Nullable String words) {
    boolean changed = !java.util.Objects.equals(trouble, words);
    trouble = words;
    return changed;
  }

  @Nullable String trouble() {
    return trouble;
  }
}
