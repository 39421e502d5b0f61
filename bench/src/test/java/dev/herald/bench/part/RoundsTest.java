package dev.herald.bench.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.bench.report.Distribution;
import dev.herald.bench.standin.Seen;
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
  void aCapIsUsedAsFarAsItsWholeSecondsAre() {
    assertThat(Cap.use(seen(10, 3_000, 2_700, 1))).isEqualTo(0.95);
  }

  @Test
  void whatIsOverInASecondIsLookedAtAsItIs() {
    assertThat(Cap.use(seen(1_500))).isEqualTo(0.5);
  }

  private static Seen seen(Integer... bySecond) {
    return new Seen(0, 0, 0, 0, List.of(bySecond), Distribution.ofMicros(new long[0]));
  }
}
