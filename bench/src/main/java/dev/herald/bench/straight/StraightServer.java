package dev.herald.bench.straight;

import dev.herald.bench.process.Answering;
import dev.herald.bench.worker.DatabaseAccess;
import dev.herald.bench.worker.ProductTables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The whole way, put together: submissions come in, are saved, go out, and are settled. */
public final class StraightServer {
  private static final int MOST_SAVED = 1_000;
  private static final int MOST_SETTLED = 2_000;

  /** As long as Herald's own. */
  private static final Duration SAVES_GATHER = Duration.ofMillis(1);

  private static final Duration OUTCOMES_GATHER = Duration.ofMillis(10);

  private StraightServer() {}

  /**
   * Where it takes submissions.
   *
   * @param key that callers must have
   */
  public record Ready(int port, String key) {}

  /**
   * @param arguments URL, user and password of an empty database, an empty folder, the port of the
   *     stand-in, and how many messages a call has
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[3]);
    ProductTables.make(Arrays.copyOf(arguments, 3), folder);
    DatabaseAccess database = DatabaseAccess.of(arguments, 1);
    String key = UUID.randomUUID().toString();
    Calls calls =
        new Calls(
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            new GroupCommit<>("settle", MOST_SETTLED, OUTCOMES_GATHER, new Rows(database)::settle));
    int port = new Intake(saving(database, calls), key).start(folder);
    Answering.serve(new Ready(port, key), String.class, question -> question);
    Runtime.getRuntime().halt(0);
  }

  private static GroupCommit<Intake.Waiting> saving(DatabaseAccess database, Calls calls)
      throws SQLException {
    Rows rows = new Rows(database);
    return new GroupCommit<>(
        "save",
        MOST_SAVED,
        SAVES_GATHER,
        batch -> {
          List<Notice> notices = batch.stream().map(Intake.Waiting::notice).toList();
          rows.save(notices);
          batch.forEach(waiting -> waiting.request().countDown());
          calls.send(notices);
        });
  }
}
