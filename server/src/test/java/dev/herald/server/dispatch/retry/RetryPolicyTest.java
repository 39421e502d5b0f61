package dev.herald.server.dispatch.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 6, 0.2);

  @Test
  void pauses_grow_up_to_the_longest() {
    assertThat(policy.after(1, 0.5)).contains(Duration.ofSeconds(1));
    assertThat(policy.after(2, 0.5)).contains(Duration.ofSeconds(2));
    assertThat(policy.after(3, 0.5)).contains(Duration.ofSeconds(4));
    assertThat(policy.after(4, 0.5)).contains(Duration.ofSeconds(8));
    assertThat(policy.after(5, 0.5)).contains(Duration.ofSeconds(10));
  }

  @Test
  void the_last_attempt_has_no_next() {
    assertThat(policy.after(6, 0.5)).isEmpty();
    assertThat(policy.after(7, 0.5)).isEmpty();
  }

  @Test
  void jitter_spreads_a_pause_to_both_sides() {
    assertThat(policy.after(1, 0)).contains(Duration.ofMillis(800));
    assertThat(policy.after(1, 1)).contains(Duration.ofMillis(1_200));
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, 2, Duration.ofSeconds(1), 3, 0))
        .hasMessageContaining("base");
    assertThatThrownBy(
            () -> new RetryPolicy(Duration.ofSeconds(1), 0.5, Duration.ofSeconds(1), 3, 0))
        .hasMessageContaining("factor");
  }
}
