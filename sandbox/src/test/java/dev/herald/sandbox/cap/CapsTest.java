package dev.herald.sandbox.cap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapsTest {
  private final SettableClock clock = new SettableClock();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261121})
  void no_window_wherever_it_starts_lets_more_than_the_cap_through(long seed) {
    Caps caps = new Caps(CapPolicy.WINDOW, clock, Cap.perMinute(20));
    Random random = new Random(seed);
    Deque<Long> admitted = new ArrayDeque<>();
    for (int i = 0; i < 5_000; i++) {
      clock.advance(Duration.ofMillis(random.nextInt(3_000)));
      long now = clock.millis();
      admitted.removeIf(at -> now - at >= 60_000);
      boolean room = admitted.size() < 20;
      assertThat(caps.admit("hr")).as("call %d with seed %d", i, seed).isEqualTo(room);
      if (room) {
        admitted.add(now);
      }
    }
  }

  @Test
  void a_call_that_one_cap_refuses_is_not_counted_by_the_other() {
    Caps caps = new Caps(CapPolicy.WINDOW, clock, Cap.perMinute(3), Cap.perSecond(1));
    assertThat(caps.admit("hr")).isTrue();
    assertThat(caps.admit("hr")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(caps.admit("hr")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(caps.admit("hr")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(caps.admit("hr")).isFalse();
  }

  @Test
  void an_account_that_passes_its_cap_is_blocked_only_if_that_is_wanted() {
    Cap cap = Cap.perMinute(1, Duration.ofMinutes(10));
    Caps blocking = new Caps(CapPolicy.WINDOW_AND_BLOCK, clock, cap);
    Caps lenient = new Caps(CapPolicy.WINDOW, clock, cap);
    for (Caps caps : new Caps[] {blocking, lenient}) {
      assertThat(caps.admit("hr")).isTrue();
      assertThat(caps.admit("hr")).isFalse();
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(blocking.admit("hr")).isFalse();
    assertThat(lenient.admit("hr")).isTrue();
    clock.advance(Duration.ofMinutes(9));
    assertThat(blocking.admit("hr")).isTrue();
  }

  @Test
  void without_caps_everything_goes() {
    Caps caps = new Caps(CapPolicy.OFF, clock, Cap.perMinute(1));
    assertThat(caps.admit("hr")).isTrue();
    assertThat(caps.admit("hr")).isTrue();
  }
}
