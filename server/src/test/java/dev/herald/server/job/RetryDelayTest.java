package dev.herald.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  @Test
  void each_failure_doubles_the_wait() {
    RetryDelay delay = new RetryDelay(Duration.ofHours(6));

    assertThat(delay.after(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(delay.after(2)).isEqualTo(Duration.ofSeconds(20));
    assertThat(delay.after(5)).isEqualTo(Duration.ofSeconds(160));
  }

  @Test
  void it_is_never_longer_than_the_interval() {
    assertThat(new RetryDelay(Duration.ofHours(6)).after(Integer.MAX_VALUE))
        .isEqualTo(Duration.ofHours(6));
    assertThat(new RetryDelay(Duration.ofSeconds(5)).after(1)).isEqualTo(Duration.ofSeconds(5));
  }
}
