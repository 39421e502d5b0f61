package dev.herald.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLocksTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql, 16, 0, SKIP_LOCKED",
    "postgresql, 9, 4, WAIT",
    "mysql, 8, 0, SKIP_LOCKED",
    "mysql, 5, 7, WAIT",
    "mariadb, 10, 11, SKIP_LOCKED",
    "mariadb, 10, 5, WAIT",
    "mariadb, 11, 4, SKIP_LOCKED",
    "h2, 2, 4, SKIP_LOCKED",
    "h2, 1, 4, WAIT",
    "another, 99, 0, WAIT"
  })
  void rows_are_skipped_where_the_database_can(
      String product, int major, int minor, RowLocks expected) {
    assertThat(RowLocks.of(product, major, minor)).isEqualTo(expected);
  }

  @Test
  void pauses_double_up_to_the_longest_and_never_reach_zero() {
    BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofMinutes(1));

    for (int failures = 1; failures < 100; failures++) {
      Duration most = Duration.ofMillis(Math.min(60_000, 500L << Math.min(failures - 1, 20)));
      assertThat(backOff.after(failures)).isBetween(most.dividedBy(2), most);
    }
  }
}
