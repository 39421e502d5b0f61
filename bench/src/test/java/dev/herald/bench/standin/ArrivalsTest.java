package dev.herald.bench.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long START = 1_000_000_000;
  private final Arrivals arrivals = new Arrivals();

  private void at(long... millis) {
    for (long each : millis) {
      arrivals.add(START + each * 1_000, START);
    }
  }

  @Test
  void theFullestSecondMayBeginAnywhere() {
    at(0, 700, 800, 900, 1_600, 1_699, 1_701, 5_000);
    assertThat(arrivals.seen().mostInASecond()).isEqualTo(5);
  }

  @Test
  void whatComesExactlyASecondLaterIsInAnotherSecond() {
    at(0, 1_000, 2_000);
    assertThat(arrivals.seen().mostInASecond()).isEqualTo(1);
  }

  @Test
  void secondsAreCountedFromTheFirstArrival() {
    at(0, 10, 1_000, 3_500);
    assertThat(arrivals.seen().bySecond()).containsExactly(2, 1, 0, 1);
  }

  @Test
  void theAgeIsFromTheStampUntilTheArrival() {
    at(4, 8);
    assertThat(arrivals.seen().age().max()).isEqualTo(8);
  }

  @Test
  void moreThanThereIsRoomForAtFirstIsKept() {
    for (int i = 0; i < 5_000; i++) {
      arrivals.add(START + i, 0);
    }
    assertThat(arrivals.seen().count()).isEqualTo(5_000);
    assertThat(arrivals.seen().age().count()).isZero();
  }
}
