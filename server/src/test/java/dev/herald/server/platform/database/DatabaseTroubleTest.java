package dev.herald.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {
  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(
      strings = {"08006", "40001", "40P01", "53100", "53200", "53300", "55P03", "57014", "57P01"})
  void what_passes_by_itself_is_tried_again(String state) {
    assertThat(DatabaseTrouble.passing(failure(state))).isTrue();
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(strings = {"22001", "23505", "42703"})
  void what_would_come_again_is_not(String state) {
    assertThat(DatabaseTrouble.passing(failure(state))).isFalse();
  }

  private static RuntimeException failure(String state) {
    return new IllegalStateException(new SQLException("no", state));
  }
}
