package dev.herald.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {
  @Test
  void a_webhook_is_tried_for_more_than_a_day_and_then_given_up() {
    Duration whole =
        IntStream.rangeClosed(1, 9)
            .mapToObj(tries -> RetryDelays.ofWebhook(tries, Duration.ZERO, 0).orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(whole).isGreaterThan(Duration.ofDays(2)).isLessThan(Duration.ofDays(3));
    assertThat(RetryDelays.ofWebhook(10, Duration.ZERO, 0)).isEmpty();
  }

  @Test
  void a_receiver_that_asks_for_longer_gets_it() {
    assertThat(RetryDelays.ofWebhook(1, Duration.ofMinutes(7), 0)).hasValue(Duration.ofMinutes(7));
    assertThat(RetryDelays.ofWebhook(1, Duration.ofSeconds(1), 0)).hasValue(Duration.ofSeconds(5));
    assertThat(RetryDelays.ofWebhook(1, Duration.ZERO, 1)).hasValue(Duration.ofMillis(5_500));
  }

  @Test
  void a_broker_is_never_given_up() {
    assertThat(RetryDelays.ofTopic(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(RetryDelays.ofTopic(1_000)).isEqualTo(Duration.ofMinutes(2));
  }
}
