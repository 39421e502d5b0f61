package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dherald.simulation.seeds=N} runs more seeds, {@code -Dherald.simulation.from=SEED} begins
 * elsewhere; a failure names its seed.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("herald.simulation.seeds", 10_000);
  private static final long FROM = Long.getLong("herald.simulation.from", 0);
  private static final long SEEDS_FOR_A_FLAW = 10_000;

  @Test
  void nothing_accepted_is_lost_or_doubled_whatever_fails() {
    List<String> wrongs =
        LongStream.range(FROM, FROM + SEEDS)
            .mapToObj(seed -> Simulation.run(seed, EnumSet.noneOf(InjectedBug.class)))
            .flatMap(List::stream)
            .limit(5)
            .toList();

    assertThat(wrongs).as(String.join("\n", wrongs)).isEmpty();
  }

  @Test
  void the_same_seed_goes_the_same_way() {
    EnumSet<InjectedBug> bug = EnumSet.of(InjectedBug.UNKNOWN_IS_SENT);
    long seed = firstNoticed(InjectedBug.UNKNOWN_IS_SENT);

    assertThat(Simulation.run(seed, bug)).isEqualTo(Simulation.run(seed, bug));
  }

  @ParameterizedTest
  @EnumSource
  void a_flaw_is_noticed(InjectedBug bug) {
    assertThat(firstNoticed(bug)).isBetween(0L, SEEDS_FOR_A_FLAW);
  }

  private static long firstNoticed(InjectedBug bug) {
    return LongStream.range(0, SEEDS_FOR_A_FLAW)
        .filter(seed -> !Simulation.run(seed, EnumSet.of(bug)).isEmpty())
        .findFirst()
        .orElse(-1);
  }
}
