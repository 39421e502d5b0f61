package dev.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.chaos.agent.Mutant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** {@code -Dherald.chaos.seed=N} repeats the chances of an earlier run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {
  private final long seed = Long.getLong("herald.chaos.seed", System.nanoTime() % 1_000_000);
  private Run run;
  private Cluster cluster;

  @BeforeAll
  void start() throws IOException {
    Place place =
        new Place(
            Path.of("target", "chaos", "it-" + ProcessHandle.current().pid()).toAbsolutePath(),
            Path.of("..", "server", "target", "herald.jar").toAbsolutePath().normalize(),
            Path.of("target", "herald-chaos.jar").toAbsolutePath());
    cluster = Cluster.start(place, seed);
    run = new Run(cluster, Totals.begin(seed), new PrintWriter(System.out, true, UTF_8));
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> nothing_accepted_is_lost_or_doubled_by() {
    return Program.brief().stream()
        .map(fault ->
            DynamicTest.dynamicTest(
                fault.name(),
                () -> assertThat(run.episode(fault).findings()).as("seed %d", seed).isEmpty()));
  }

  /** The others are tried by {@code ./herald chaos --mutants}. */
  @Test
  void a_deliberate_bug_is_noticed() {
    assertThat(run.mutant(Mutant.CLAIMS_WHAT_IS_OWNED)).isTrue();
  }
}
