package dev.herald.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which partitions are made, and which have work left, on a real PostgreSQL. */
class PartitionsIT {
  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final Partitions partitions = new Partitions(jdbc);

  private List<String> labels() {
    return partitions.all().stream().map(Partition::label).toList();
  }

  @Test
  void a_month_of_which_somebody_is_still_to_hear_something_has_work_left() {
    UUID message = Ids.first(Instant.parse("2020-01-15T00:00:00Z"));
    Partition january = Partition.of(YearMonth.of(2020, 1));
    partitions.make(YearMonth.of(2020, 1));
    jdbc.sql("insert into answer_outbox (message_id, sequence) values (?, 1)")
        .param(message)
        .update();
    assertThat(partitions.hasWork(january)).isTrue();

    jdbc.sql("delete from answer_outbox").update();

    assertThat(partitions.hasWork(january)).isFalse();
    partitions.drop(january);
    assertThat(labels()).isEmpty();
  }

  @Test
  void from_months_to_days_and_back_no_day_is_left_out() {
    LocalDate day = LocalDate.of(2026, 11, 28);
    partitions.make(PartitionSpan.MONTH, day);
    assertThat(labels()).containsExactly("2026-11", "2026-12", "2027-01");

    partitions.make(PartitionSpan.DAY, day);
    assertThat(labels())
        .containsExactly(
            "2026-11", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05");

    partitions.make(PartitionSpan.MONTH, LocalDate.of(2026, 12, 3));
    assertThat(labels()).hasSize(1 + 31 + 2).contains("2026-12-31", "2027-01", "2027-02");
  }
}
