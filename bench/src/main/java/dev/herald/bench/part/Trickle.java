package dev.herald.bench.part;

import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Messages that people wait for: a steady trickle from a load generator of its own. */
final class Trickle implements AutoCloseable {
  static final int PER_SECOND = 50;
  private static final int CONNECTIONS = 8;
  private static final int BATCH = 5 * PER_SECOND;

  private final Load load;
  private final Order.Target target;
  private final Form form;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean over;
  private CompletableFuture<Integer> running = CompletableFuture.completedFuture(0);

  Trickle(Load load, Order.Target target, Form form) {
    this.load = load;
    this.target = target;
    this.form = form;
  }

  /** Returns when so many are accepted. */
  void submit(int messages) {
    load.submit(
        new Order(
            target,
            form,
            UUID.randomUUID().toString(),
            messages,
            CONNECTIONS,
            Pace.scheduled(PER_SECOND)));
  }

  /** Trickles until it is told to stop. */
  void begin() {
    over = false;
    running =
        CompletableFuture.supplyAsync(
            () -> {
              int submitted = 0;
              while (!over) {
                submit(BATCH);
                submitted += BATCH;
              }
              return submitted;
            },
            thread);
  }

  /** Returns how many were submitted. */
  int stop() {
    over = true;
    return running.join();
  }

  @Override
  public void close() {
    over = true;
    thread.shutdownNow();
    load.close();
  }
}
