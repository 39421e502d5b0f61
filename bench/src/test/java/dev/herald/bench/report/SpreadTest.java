package dev.herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(8.0, 1.0, 4.0, 2.0))).isEqualTo(new Spread(3, 1, 8));
  }

  @Test
  void theWidthIsInPartsOfTheMedian() {
    assertThat(Spread.of(List.of(90.0, 100.0, 110.0)).width()).isEqualTo(0.2);
  }

  @Test
  void nothingMeasuredHasNoMedian() {
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("nothing was measured");
  }
}
