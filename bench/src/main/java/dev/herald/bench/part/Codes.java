package dev.herald.bench.part;

import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** People who sign in: a steady trickle of login codes from a load generator of its own. */
final class Codes implements AutoCloseable {
  static final int PER_SECOND = 50;
  private static final int CONNECTIONS = 8;
  private static final int BATCH = 5 * PER_SECOND;

  private final Load load;
  private final Order.Target target;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean over;
  private CompletableFuture<Integer> running = CompletableFuture.completedFuture(0);

  Codes(Load load, Order.Target target) {
    this.load = load;
    this.target = target;
  }

  /** Returns when so many are accepted. */
  void trickle(int messages) {
    submit(messages, Pace.scheduled(PER_SECOND));
  }

  private void submit(int messages, Pace pace) {
    load.submit(
        new Order(
            target, Form.LOGIN_CODE, UUID.randomUUID().toString(), messages, CONNECTIONS, pace));
  }

  /** Trickles until it is told to stop. */
  void begin() {
    over = false;
    running =
        CompletableFuture.supplyAsync(
            () -> {
              int submitted = 0;
              while (!over) {
                trickle(BATCH);
                submitted += BATCH;
              }
              return submitted;
            },
            thread);
  }

  /** Returns how many codes were submitted. */
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
