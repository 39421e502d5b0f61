package dev.herald.bench.worker;

import dev.herald.server.task.store.TaskStore;
import dev.herald.server.task.store.TaskStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Herald's own task store as a queue's listener uses it: submissions of one message and a key each,
 * many in one transaction, saved for others to send.
 */
public final class BatchStore implements Worker {
  private final ProductStore store;
  private final int batch;
  private final int writers;

  private BatchStore(ProductStore store, int batch, int writers) {
    this.store = store;
    this.batch = batch;
    this.writers = writers;
  }

  /**
   * @param arguments URL, user and password of the database, a folder for the key of the vault, how
   *     many messages a transaction has, and how many write at a time
   */
  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ProductStore.TaskModule.class)
            .web(WebApplicationType.NONE)
            .properties(ProductStore.database(arguments))
            .run("--herald.home=" + arguments[3])) {
      Worker.serve(
          new BatchStore(
              new ProductStore(context.getBean(TaskStore.class), true),
              Integer.parseInt(arguments[4]),
              Integer.parseInt(arguments[5])));
    }
  }

  @Override
  public void work(int messages) throws Exception {
    List<Future<?>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        long from = (long) messages * i / writers;
        long to = (long) messages * (i + 1) / writers;
        parts.add(threads.submit(() -> save(from, to)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private void save(long from, long to) {
    for (long next = from; next < to; next += batch) {
      List<Entry> entries =
          LongStream.range(next, Math.min(to, next + batch)).mapToObj(store::waiting).toList();
      store.save(entries);
    }
  }
}
