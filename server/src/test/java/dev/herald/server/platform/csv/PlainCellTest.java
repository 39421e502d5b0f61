package dev.herald.server.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "+86***", "+1+cmd|' /C calc'!A0"})
  void what_a_table_program_takes_for_a_formula_gets_a_sign_before_it(String text) {
    assertThat(PlainCell.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "张三", "1-1", "+8613800138000", "a=b"})
  void other_texts_stay_as_they_are(String text) {
    assertThat(PlainCell.of(text)).isEqualTo(text);
  }
}
