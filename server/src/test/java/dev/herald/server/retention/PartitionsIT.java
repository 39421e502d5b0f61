package dev.herald.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which months go, on a real PostgreSQL. */
class PartitionsIT {
  private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final Partitions partitions = new Partitions(jdbc);

  @Test
  void a_month_of_which_somebody_is_still_to_hear_something_is_kept() {
    UUID message = Ids.first(Instant.parse("2020-01-15T00:00:00Z"));
    partitions.make(YearMonth.of(2020, 1));
    jdbc.sql("insert into answer_outbox (message_id, sequence) values (?, 1)")
        .param(message)
        .update();

    assertThat(partitions.dropBefore(LATER)).isEmpty();

    jdbc.sql("delete from answer_outbox").update();
    assertThat(partitions.dropBefore(LATER)).containsExactly("message_2020_01");
  }
}
