package dev.herald.bench.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.bench.process.Cost;
import dev.herald.bench.report.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void theLastThreeRatesTellWhetherItIsSteady() {
    assertThat(Rounds.isSteady(List.of(1_000.0, 1_010.0))).isFalse();
    assertThat(Rounds.isSteady(List.of(500.0, 1_000.0, 1_010.0))).isFalse();
    assertThat(Rounds.isSteady(List.of(500.0, 1_000.0, 1_010.0, 990.0))).isTrue();
  }

  @Test
  void aCapIsUsedAsFarAsItsWholeSecondsUnderPressureAre() {
    assertThat(Cap.use(List.of(10, 3_000, 2_700, 3_000, 12, 1), 4)).isEqualTo(0.95);
  }

  @Test
  void whatIsOverInTwoSecondsIsLookedAtAsItIs() {
    assertThat(Cap.use(List.of(10, 1_500), 2)).isEqualTo(0.5);
  }

  private record Rate(double perSecond) implements Rounds.Round {
    @Override
    public Cost cost() {
      return new Cost(Map.of(), Map.of(), 0);
    }
  }

  @Test
  void roundsInTurnAreComparedOneByOne() {
    Turns turns =
        new Turns(
            Map.of(
                "of", List.of(new Rate(100), new Rate(50), new Rate(90)),
                "to", List.of(new Rate(200), new Rate(100), new Rate(100))));

    assertThat(turns.ratio("of to", "of", "to").value()).isEqualTo(new Spread(0.5, 0.5, 0.9));
  }
}
