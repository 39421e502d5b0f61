package dev.herald.bench.worker;

import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskStore;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Herald's own task store, without intake, lanes or calls: every message is a submission of its
 * own, saved as owned, and settled with an attempt as soon as that is durable.
 */
public final class ProductStore implements Worker {
  /** As many as wait for their commit at a time when a server is busy. */
  private static final int IN_HAND = 4_000;

  private final TaskStore store;
  private final boolean keyed;
  private final UUID owner = Ids.next();
  private final Notices notices = new Notices();

  private ProductStore(TaskStore store, boolean keyed) {
    this.store = store;
    this.keyed = keyed;
  }

  /**
   * @param arguments URL, user and password of the database, whether submissions have idempotency
   *     keys, and a folder for the key of the vault
   */
  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext context = TaskModule.start(arguments, arguments[4])) {
      Worker.serve(
          new ProductStore(context.getBean(TaskStore.class), Boolean.parseBoolean(arguments[3])));
    }
  }

  @Override
  public void work(int messages) throws Exception {
    Semaphore room = new Semaphore(IN_HAND);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < messages && failure.get() == null; i++) {
        room.acquire();
        CompletableFuture<Void> _ =
            CompletableFuture.completedFuture((long) i)
                .thenComposeAsync(this::pass, threads)
                .thenAccept(ProductStore::checkWritten)
                .whenComplete((_, failed) -> {
                  if (failed != null) {
                    failure.set(failed);
                  }
                  room.release();
                });
      }
      room.acquire(IN_HAND);
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  private static void checkWritten(boolean written) {
    if (!written) {
      throw new IllegalStateException("another owner's");
    }
  }

  private CompletableFuture<Boolean> pass(long number) {
    NewMessage message = notices.notice(number, null);
    store.save(Notices.LANE, keyed ? notices.keyed(message) : notices.alone(message), owner);
    TraceEvent.Call call =
        new TraceEvent.Call(1, notices.any(), "ACCEPTED", null, 3, "200", "ok", "MX7401186520");
    TraceEvent sent =
        new TraceEvent(
            Instant.now(),
            TraceEvent.Kind.ATTEMPT,
            MessageState.SENT,
            new TraceReason.TakenByProvider(),
            call,
            null,
            null,
            null);
    return store.settle(
        new Settlement.Finished(MessageTask.handedOver(message), sent, null), owner);
  }
}
