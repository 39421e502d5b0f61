package dev.herald.bench.straight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one thread write what comes meanwhile as its next batch. */
final class GroupCommit<T> {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();
  private final int most;
  private final Duration gathering;
  private final Writer<T> writer;

  /** Returns when the batch is durable. */
  @FunctionalInterface
  interface Writer<T> {
    void write(List<T> batch) throws Exception;
  }

  /**
   * @param most how many a batch has
   * @param gathering for how long a batch waits for more when the one before it was of several
   */
  GroupCommit(String name, int most, Duration gathering, Writer<T> writer) {
    this.most = most;
    this.gathering = gathering;
    this.writer = writer;
    Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  void add(List<T> items) {
    waiting.addAll(items);
  }

  /** What was not written is a round that failed: the end of the process tells it. */
  private void run() {
    try {
      int last = 1;
      while (true) {
        last = writeNext(last > 1);
      }
    } catch (Exception failure) {
      log.error("a batch was not written", failure);
      Runtime.getRuntime().halt(1);
    }
  }

  private int writeNext(boolean gathers) throws Exception {
    List<T> batch = new ArrayList<>();
    batch.add(waiting.take());
    if (gathers) {
      LockSupport.parkNanos(gathering.toNanos());
    }
    waiting.drainTo(batch, most - 1);
    writer.write(batch);
    return batch.size();
  }
}
