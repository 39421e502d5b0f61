package dev.herald.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dherald.crash.seed=N} repeats the moments of an earlier run. */
class KilledServerIT {
  private static final int NOTICES = Integer.getInteger("herald.crash.notices", 10_000);
  private static final int KILLS = 10;
  private static final int REPEATS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long seed = Long.getLong("herald.crash.seed", System.nanoTime());

  @TempDir Path folder;

  @Test
  void every_acknowledged_notice_is_sent_although_the_server_is_killed_ten_times()
      throws Exception {
    System.out.printf("The server is killed at the moments of seed %d%n", seed);
    List<Duration> restarts = new ArrayList<>();
    try (Esop esop = Esop.start(folder.resolve("home"), seed);
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Burst burst = new Burst(esop::api, NOTICES);
      Future<?> running =
          background.submit(() -> {
            burst.run();
            return null;
          });
      for (int moment : moments()) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> burst.acknowledged() >= moment || running.isDone());
        assertThat(running.isDone()).as("the burst ended early").isFalse();
        esop.server().kill();
        restarts.add(esop.server().start());
      }
      running.get();

      Audit audit =
          Audit.of(esop, burst).oneMessagePerNotice().nothingIsLost().doublesAreExplained();

      System.out.printf(
          "%d kills: %s; restarts took %s%n",
          KILLS, audit, restarts.stream().map(Duration::toMillis).toList());
      aForgetfulClientGetsTheSameAnswers(burst);
      audit.unknownOnesAreSentAgain();
    }
  }

  /** How many acknowledgements the server lives to see, one moment in each tenth of the burst. */
  private List<Integer> moments() {
    Random random = new Random(seed);
    int tenth = NOTICES / KILLS;
    return IntStream.range(0, KILLS).map(i -> i * tenth + random.nextInt(tenth)).boxed().toList();
  }

  private void aForgetfulClientGetsTheSameAnswers(Burst burst) {
    new Random(seed)
        .ints(REPEATS, 0, NOTICES)
        .mapToObj(Notice::new)
        .forEach(notice -> assertThat(burst.again(notice)).isEqualTo(burst.book().get(notice)));
  }
}
