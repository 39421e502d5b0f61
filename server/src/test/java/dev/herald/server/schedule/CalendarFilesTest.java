package dev.herald.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.Wording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFilesTest {

  @Test
  void dates_are_read_as_table_programs_write_them() {
    CalendarSpec read =
        CalendarFiles.read(
            "csv",
            "\uFEFF日期,类型\n2026/1/5,休\n\"2026/10/10\",\"班\"\n2026-10-01/2026-10-07,holiday\n2026/2/15/2026/2/23\n");

    assertThat(read.holidays())
        .isEqualTo(List.of("2026-01-05", "2026-10-01/2026-10-07", "2026-02-15/2026-02-23"));
    assertThat(read.workdays()).isEqualTo(List.of("2026-10-10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-10-01,放假            | 第 2 行：只能是以下之一：holiday、休、休息、假、节假日、workday、班、上班、调休、工作日
          2026-13-01,休              | 第 2 行：“2026-13-01”不是日期；请写成 2027-01-31 的形式
          2026-10-07/2026-10-01,休   | 第 2 行：“2026-10-07/2026-10-01”的结束日早于开始日；请先写开始日
          0001-01-01/9999-12-31,休   | 第 2 行：“0001-01-01/9999-12-31”超过 366 天；请分成几段
          """)
  void a_wrong_line_is_named(String line, String told) {
    RequestProblem.Invalid refused =
        catchThrowableOfType(
            RequestProblem.Invalid.class, () -> CalendarFiles.read("csv", "日期,类型\n" + line));

    assertThat(refused.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("csv");
          assertThat(new Wording(Language.ZH).of(error.reason())).isEqualTo(told);
        });
  }

  @Test
  void a_day_that_is_both_is_told_at_its_second_line() {
    RequestProblem.Invalid refused =
        catchThrowableOfType(
            RequestProblem.Invalid.class,
            () -> CalendarFiles.read("csv", "2026-10-01/2026-10-07,休\n2026-10-05,班"));

    assertThat(refused.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("csv");
          assertThat(new Wording(Language.ZH).of(error.reason()))
              .startsWith("第 2 行：")
              .contains("2026-10-05");
        });
  }
}
