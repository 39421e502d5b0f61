package dev.herald.server.limit.cap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedCapTest {
  private static final RateCap TWO_AN_HOUR = new RateCap(2, Duration.ofHours(1));

  private final SharedCap cap =
      new SharedCap(new CapLedger.Name(new UUID(1, 1), TWO_AN_HOUR), new UUID(2, 2), () -> {});

  /** Asked for one at that time, the ledger says that both rest. */
  private void bothRest(Duration at, Duration next) {
    long now = at.toNanos();
    cap.earliest(now);
    CapLedger.Statement said = cap.statement(now, Duration.ofSeconds(1));
    cap.answer(
        said, new CapLedger.Loan(0, 0, 0, new CapLedger.Resting(2, next, next)), at.toNanos());
  }

  @Test
  void places_in_line_stand_though_each_answer_takes_another_time_to_come() {
    bothRest(Duration.ofMillis(120), Duration.ofMinutes(60));
    long first = cap.returns(Duration.ofMillis(200).toNanos()).after(0);

    bothRest(Duration.ofMillis(350), Duration.ofMinutes(60).minusMillis(250));
    long second = cap.returns(Duration.ofMillis(400).toNanos()).after(first);

    assertThat(Duration.ofNanos(second - first)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void that_permits_come_back_at_another_time_is_believed() {
    bothRest(Duration.ofSeconds(1), Duration.ofMinutes(60));
    bothRest(Duration.ofSeconds(2), Duration.ofMinutes(30));

    assertThat(cap.returns(Duration.ofSeconds(2).toNanos()).first())
        .isEqualTo(Duration.ofSeconds(2).plusMinutes(30).toNanos());
  }
}
