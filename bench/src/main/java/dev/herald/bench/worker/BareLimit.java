package dev.herald.bench.worker;

import com.zaxxer.hikari.HikariDataSource;
import dev.herald.server.platform.Ids;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the machine's PostgreSQL can do for messages at best: no product, nothing checked, batches
 * as large as they are useful. Two connections save and two complete, which is as fast as more.
 */
public final class BareLimit implements Worker {
  private static final int BATCH = 1_000;
  private static final int PAIRS = 2;

  private final HikariDataSource database;
  private final Shape shape;

  private BareLimit(HikariDataSource database, Shape shape) {
    this.database = database;
    this.shape = shape;
  }

  /**
   * @param arguments URL, user and password of the database, and the shape
   */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource database = DatabaseAccess.of(arguments, 2 * PAIRS).pool()) {
      Shape shape = Shape.valueOf(arguments[3]);
      try (Connection connection = database.getConnection()) {
        for (String table : shape.tables()) {
          connection.createStatement().execute(table);
        }
      }
      Worker.serve(new BareLimit(database, shape));
    }
  }

  @Override
  public void work(int messages) throws Exception {
    int batches = Math.ceilDiv(messages, BATCH);
    AtomicInteger toSave = new AtomicInteger(batches);
    AtomicInteger toComplete = new AtomicInteger(batches);
    BlockingQueue<List<UUID>> saved = new ArrayBlockingQueue<>(batches);
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * PAIRS)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        all.add(threads.submit(each(toSave, on -> saved.add(save(on, batch(messages))))));
        all.add(threads.submit(each(toComplete, on -> shape.complete(on, saved.take()))));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    }
  }

  private static List<UUID> batch(int messages) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < Math.min(BATCH, messages); i++) {
      ids.add(Ids.next());
    }
    return ids;
  }

  private List<UUID> save(Connection on, List<UUID> ids) throws SQLException, IOException {
    shape.save(on, ids);
    on.commit();
    return ids;
  }

  /** One step, in a transaction of its own. */
  private interface Step {
    void on(Connection connection) throws Exception;
  }

  private Callable<Void> each(AtomicInteger left, Step step) {
    return () -> {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        while (left.getAndDecrement() > 0) {
          step.on(connection);
          connection.commit();
        }
      }
      return null;
    };
  }
}
