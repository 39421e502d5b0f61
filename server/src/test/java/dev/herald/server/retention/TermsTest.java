package dev.herald.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which partitions and which rows are over, by the clock. */
class TermsTest {
  private static final UUID CODES = new UUID(0, 1);
  private static final UUID LETTERS = new UUID(0, 2);
  private static final Partition NOVEMBER = Partition.of(YearMonth.of(2026, 11));
  private static final Partition FIRST_OF_NOVEMBER = Partition.of(LocalDate.of(2026, 11, 1));

  private static Terms on(String day) {
    return new Terms(
        Instant.parse(day + "T10:00:00Z"),
        Duration.ofDays(400),
        Map.of(CODES, Duration.ofDays(30)));
  }

  @Test
  void a_partition_is_over_when_all_of_it_is_for_every_node_in_it() {
    assertThat(on("2026-12-30").areOver(NOVEMBER, List.of(CODES))).isFalse();
    assertThat(on("2026-12-31").areOver(NOVEMBER, List.of(CODES))).isTrue();
    assertThat(on("2026-12-31").areOver(NOVEMBER, List.of(CODES, LETTERS))).isFalse();
    assertThat(on("2028-01-05").areOver(NOVEMBER, List.of(CODES, LETTERS))).isTrue();
  }

  @Test
  void a_day_is_over_as_soon_as_it_is() {
    assertThat(on("2026-12-01").areOver(FIRST_OF_NOVEMBER, List.of(CODES))).isFalse();
    assertThat(on("2026-12-02").areOver(FIRST_OF_NOVEMBER, List.of(CODES))).isTrue();
  }

  @Test
  void rows_go_only_where_another_node_keeps_its_own_for_longer() {
    assertThat(on("2026-12-15").overdue(NOVEMBER, List.of(CODES))).isEmpty();
    assertThat(on("2026-12-15").overdue(NOVEMBER, List.of(CODES, LETTERS)))
        .containsExactly(new Terms.Overdue(CODES, LocalDate.of(2026, 11, 15)));
    assertThat(on("2027-12-15").overdue(NOVEMBER, List.of(LETTERS))).isEmpty();
  }

  @Test
  void what_keeps_a_partition_that_is_over_keeps_no_other_row_of_it() {
    assertThat(on("2028-02-01").overdue(NOVEMBER, List.of(LETTERS)))
        .containsExactly(new Terms.Overdue(LETTERS, LocalDate.of(2026, 12, 1)));
  }

  @Test
  void a_partition_that_nothing_can_be_over_in_is_not_looked_at() {
    assertThat(on("2026-12-01").concern(NOVEMBER)).isFalse();
    assertThat(on("2026-12-02").concern(NOVEMBER)).isTrue();
  }
}
