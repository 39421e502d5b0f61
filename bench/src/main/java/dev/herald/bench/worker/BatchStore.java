package dev.herald.bench.worker;

import dev.herald.server.task.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Herald's own task store, without a broker, an intake or calls: submissions under keys are saved
 * batch by batch, and wait there for their time.
 */
public final class BatchStore implements Worker {
  private static final Duration UNTIL_DUE = Duration.ofDays(1);

  private final TaskStore store;
  private final int writers;
  private final int batch;
  private final Notices notices = new Notices();

  private BatchStore(TaskStore store, int writers, int batch) {
    this.store = store;
    this.writers = writers;
    this.batch = batch;
  }

  /**
   * @param arguments URL, user and password of the database, a folder for the key of the vault, how
   *     many threads save, and how many submissions each saves at a time
   */
  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext context = TaskModule.start(arguments, arguments[3])) {
      Worker.serve(
          new BatchStore(
              context.getBean(TaskStore.class),
              Integer.parseInt(arguments[4]),
              Integer.parseInt(arguments[5])));
    }
  }

  @Override
  public void work(int messages) throws Exception {
    AtomicLong next = new AtomicLong();
    List<Future<?>> saving = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        saving.add(threads.submit(() -> save(next, messages)));
      }
    }
    for (Future<?> each : saving) {
      each.get();
    }
  }

  private void save(AtomicLong next, int messages) {
    Instant due = Instant.now().plus(UNTIL_DUE);
    for (long first = next.getAndAdd(batch); first < messages; first = next.getAndAdd(batch)) {
      List<TaskStore.Entry> entries = new ArrayList<>(batch);
      for (long number = first; number < Math.min(first + batch, messages); number++) {
        entries.add(new TaskStore.Entry(notices.keyed(notices.notice(number, due)), null));
      }
      store.save(Notices.LANE, entries);
    }
  }
}
