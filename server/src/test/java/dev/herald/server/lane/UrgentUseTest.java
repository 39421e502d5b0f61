package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UrgentUseTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final UrgentUse use = new UrgentUse(now::get);

  @Test
  void a_message_is_waited_for_during_a_second_after_it_came() {
    assertThat(use.isRecent()).isFalse();

    use.happens();
    assertThat(use.isRecent()).isTrue();
    now.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(use.isRecent()).isTrue();
    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(use.isRecent()).isFalse();
  }
}
