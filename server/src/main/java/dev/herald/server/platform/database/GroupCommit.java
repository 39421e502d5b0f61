package dev.herald.server.platform.database;

import dev.herald.server.platform.Niceness;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent writers share a transaction: what arrives while one batch is being committed
 * makes the next.
 *
 * <p>Guarantees: a caller's result is there only after its batch is committed. Items keep their
 * order of arrival inside a batch. A batch that the database refuses is written again item by item,
 * so that a bad item fails alone. A batch whose connection broke, also during COMMIT, is written
 * again until {@link Settings#patience} is over: writing must therefore be idempotent. Reads can
 * share a round trip in the same way.
 */
public final class GroupCommit<T, R> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Beyond it larger batches are hardly cheaper. */
  private static final int GOOD_BATCH = 200;

  private static final long IDLE_MILLIS = 200;

  /** Writes a batch in one transaction and answers one result per item, in order. */
  @FunctionalInterface
  public interface Writer<T, R> {
    List<R> write(List<T> batch);
  }

  /**
   * @param writers threads that may write batches side by side; all but one only help while more
   *     waits than a batch needs to be cheap
   * @param maxWeight a batch grows no further once it weighs this much
   * @param queue how many items may wait; more are refused with 503
   * @param patience how long a lost connection is waited for
   * @param gathering how long a batch waits for company when the one before it had some: fewer and
   *     larger batches under load, no wait without
   * @param background whether its writers let other threads go first while the processor is short
   */
  public record Settings(
      int writers,
      int maxWeight,
      int queue,
      Duration patience,
      Duration gathering,
      boolean background) {
    public Settings(int writers, int maxWeight, int queue, Duration patience, Duration gathering) {
      this(writers, maxWeight, queue, patience, gathering, false);
    }

    public Settings(int writers, int maxWeight, int queue, Duration patience) {
      this(writers, maxWeight, queue, patience, Duration.ZERO);
    }

    /** The same in the background. */
    public Settings inBackground() {
      return new Settings(writers, maxWeight, queue, patience, gathering, true);
    }
  }

  private record Entry<T, R>(T item, CompletableFuture<R> result) {}

  private final BlockingQueue<Entry<T, R>> queue;
  private final Writer<T, R> writer;
  private final ToIntFunction<T> weight;
  private final Settings settings;
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore help = new Semaphore(0);
  private volatile boolean closed;

  public GroupCommit(String name, Settings settings, ToIntFunction<T> weight, Writer<T, R> writer) {
    this.queue = new ArrayBlockingQueue<>(settings.queue());
    this.settings = settings;
    this.weight = weight;
    this.writer = writer;
    for (int i = 0; i < settings.writers(); i++) {
      boolean first = i == 0;
      threads.add(
          Thread.ofPlatform().name(name + "-" + i).daemon().start(() -> writeBatches(first)));
    }
  }

  /**
   * Waits until the item is committed.
   *
   * @throws RequestProblem.Unavailable when too much is waiting, or the database can't be reached
   */
  public R write(T item) {
    try {
      return submit(item).join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException cause -> cause;
        case null, default -> failed;
      };
    }
  }

  /** As {@link #write}, without waiting. */
  public CompletableFuture<R> submit(T item) {
    Entry<T, R> entry = new Entry<>(item, new CompletableFuture<>());
    try {
      if (closed || !queue.offer(entry, 1, TimeUnit.SECONDS)) {
        entry.result.completeExceptionally(
            new RequestProblem.Unavailable(
                "too much is waiting to be saved", Duration.ofSeconds(1)));
      }
      if (settings.writers() > 1 && queue.size() >= GOOD_BATCH) {
        help.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      entry.result.completeExceptionally(
          new RequestProblem.Unavailable("stopping", Duration.ofSeconds(1)));
    }
    return entry.result;
  }

  /** The first writer takes what there is; the others help when more waits than a good batch. */
  private void writeBatches(boolean first) {
    if (settings.background()) {
      Niceness.lowerPriority();
    }
    boolean crowded = false;
    while (!closed || !queue.isEmpty()) {
      if (!first && !isHelpWanted()) {
        continue;
      }
      List<Entry<T, R>> batch = nextBatch(crowded);
      crowded = batch.size() > 1;
      if (!batch.isEmpty()) {
        writeBatch(batch);
      }
    }
  }

  private boolean isHelpWanted() {
    try {
      boolean called = help.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      help.drainPermits();
      return called && queue.size() >= GOOD_BATCH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Entry<T, R>> nextBatch(boolean crowded) {
    List<Entry<T, R>> batch = new ArrayList<>();
    try {
      Entry<T, R> entry = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      if (entry != null && crowded && !closed) {
        LockSupport.parkNanos(settings.gathering().toNanos());
      }
      for (int total = 0; entry != null; entry = queue.poll()) {
        batch.add(entry);
        total += weight.applyAsInt(entry.item);
        if (total >= settings.maxWeight()) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return batch;
  }

  private void writeBatch(List<Entry<T, R>> batch) {
    try {
      List<R> results = writeUntilReached(batch.stream().map(Entry::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result.complete(results.get(i));
      }
    } catch (RuntimeException | Error failed) {
      if (batch.size() == 1) {
        batch.getFirst().result.completeExceptionally(failed);
      } else {
        log.warn(
            "A batch of {} could not be written, writing its items alone: {}",
            batch.size(),
            failed.toString());
        batch.forEach(entry -> writeBatch(List.of(entry)));
      }
    }
  }

  private List<R> writeUntilReached(List<T> items) {
    long giveUp = System.nanoTime() + settings.patience().toNanos();
    for (long pause = 50; ; pause = Math.min(1_000, pause * 2)) {
      try {
        return writer.write(items);
      } catch (RuntimeException failed) {
        if (!DatabaseTrouble.passing(failed)) {
          throw failed;
        }
        if (System.nanoTime() > giveUp) {
          throw new RequestProblem.Unavailable(
              "the database can't be reached", Duration.ofSeconds(5));
        }
        log.warn(
            "The database did not take a batch, trying again in {} ms: {}",
            pause,
            failed.toString());
        pause(pause);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is queued, then stops. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
