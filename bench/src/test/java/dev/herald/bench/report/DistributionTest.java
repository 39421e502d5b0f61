package dev.herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void percentilesAreByNearestRankInMilliseconds() {
    long[] micros = LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000).toArray();

    assertThat(Distribution.ofMicros(micros))
        .isEqualTo(new Distribution(1_000, 500, 990, 999, 1_000));
  }

  @Test
  void oneThingIsEveryPercentile() {
    assertThat(Distribution.ofMicros(new long[] {2_500}))
        .isEqualTo(new Distribution(1, 2.5, 2.5, 2.5, 2.5));
  }

  @Test
  void nothingTookNoTime() {
    assertThat(Distribution.ofMicros(new long[0])).isEqualTo(new Distribution(0, 0, 0, 0, 0));
  }
}
