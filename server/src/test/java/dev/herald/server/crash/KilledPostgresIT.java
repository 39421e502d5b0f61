package dev.herald.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledPostgresIT {
  private static final int NOTICES = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final long seed = Long.getLong("herald.crash.seed", System.nanoTime());

  @TempDir Path folder;

  @Test
  void the_server_outlives_its_database_and_loses_nothing() throws Exception {
    try (Esop esop = Esop.start(folder.resolve("home"), seed);
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Burst burst = new Burst(esop::api, NOTICES);
      Future<?> running =
          background.submit(() -> {
            burst.run();
            return null;
          });
      awaitAcknowledged(burst, NOTICES / 4);
      ProcessHandle first = esop.server().postmaster();
      first.children().findAny().orElseThrow().destroyForcibly();
      awaitAcknowledged(burst, NOTICES / 2);
      assertThat(first.isAlive()).isTrue();
      first.destroyForcibly();
      first.onExit().join();
      running.get();

      Audit audit =
          Audit.of(esop, burst).oneMessagePerNotice().nothingIsLost().doublesAreExplained();

      System.out.printf("PostgreSQL killed: %s%n", audit);
      audit.unknownOnesAreSentAgain();
      assertThat(esop.server().postmaster()).isNotEqualTo(first);
    }
  }

  private static void awaitAcknowledged(Burst burst, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> burst.acknowledged() >= count);
  }
}
