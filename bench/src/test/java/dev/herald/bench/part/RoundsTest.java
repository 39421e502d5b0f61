package dev.herald.bench.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
