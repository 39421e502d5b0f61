package dev.herald.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void quantilesAreRightToWithinAnEighth() {
    long[] counts = new long[Latencies.BUCKETS];
    for (int millis = 1; millis <= 1_000; millis++) {
      counts[Latencies.bucket(Duration.ofMillis(millis))]++;
    }

    assertThat(Latencies.quantile(counts, 0.5)).isCloseTo(500L, withPercentage(12.5));
    assertThat(Latencies.quantile(counts, 0.99)).isCloseTo(990L, withPercentage(12.5));
  }

  @Test
  void nothingHasNoQuantile() {
    assertThat(Latencies.quantile(new long[0], 0.5)).isNull();
  }

  @Test
  void whatTookLongerThanAllBucketsIsInTheLast() {
    assertThat(Latencies.bucket(Duration.ofDays(400_000))).isEqualTo(Latencies.BUCKETS - 1);
    assertThat(Latencies.bucket(Duration.ZERO)).isZero();
  }
}
