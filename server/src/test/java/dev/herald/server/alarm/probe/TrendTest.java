package dev.herald.server.alarm.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void aCapIsReachedWhereTheLineMeetsIt() {
    List<Long> calls = List.of(10L, 14L, 18L, 22L, 26L, 30L, 34L, 38L, 42L, 46L);

    assertThat(CapProbe.soon(calls, 60)).isEqualTo(3.5);
    assertThat(CapProbe.soon(calls, 46)).isZero();
  }

  @Test
  void whatDoesNotGrowOrIsFarFromItsCapIsNotForetold() {
    assertThat(CapProbe.soon(Collections.nCopies(10, 40L), 60)).isInfinite();
    assertThat(CapProbe.soon(List.of(40L, 38L, 36L, 34L, 32L, 30L), 60)).isInfinite();
    assertThat(CapProbe.soon(List.of(1L, 2L, 3L, 4L, 5L, 6L), 60_000)).isInfinite();
    assertThat(CapProbe.soon(List.of(0L, 0L, 0L, 0L, 30L, 50L), 60))
        .as("two minutes are no trend")
        .isInfinite();
  }

  @Test
  void aDailyCapLastsForWhatIsLeftOfIt() {
    assertThat(CapProbe.left(1_000, 700, List.of(20L, 40L, 30L))).isEqualTo(10);
    assertThat(CapProbe.left(1_000, 1_000, List.of(20L))).isZero();
    assertThat(CapProbe.left(1_000, 100, List.of(20L))).isInfinite();
    assertThat(CapProbe.left(1_000, 700, List.of(0L, 0L))).isInfinite();
  }
}
