package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.SendResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestPeriodsTest {
  @Test
  void noSourceRestsForLongerThanADay() {
    RestPeriods rests = new RestPeriods(Duration.ofSeconds(1), Duration.ofDays(999_999));
    SendResult.NotAccepted asksTooMuch =
        new SendResult.Throttled(
            Fault.SOURCE, Duration.ofDays(999_999), "much later", Exchange.NONE);

    assertThat(rests.after(asksTooMuch)).isEqualTo(Duration.ofDays(1));
  }
}
