package dev.herald.server.limit.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  private final Returns inOneGo = new Returns(1_000, 10, 3, 60_000);

  @Test
  void permits_that_went_in_one_go_come_back_in_one_go_and_so_a_window_later() {
    assertThat(LongStream.range(0, 7).map(i -> inOneGo.at((int) i)))
        .containsExactly(1_000L, 1_010L, 1_020L, 61_000L, 61_010L, 61_020L, 121_000L);
  }

  @Test
  void each_turn_is_after_the_one_before() {
    assertThat(LongStream.iterate(inOneGo.after(0), inOneGo::after).limit(7))
        .containsExactly(1_000L, 1_010L, 1_020L, 61_000L, 61_010L, 61_020L, 121_000L);
  }

  @Test
  void a_turn_between_two_is_followed_by_the_next() {
    assertThat(inOneGo.after(1_015)).isEqualTo(1_020);
    assertThat(inOneGo.after(30_000)).isEqualTo(61_000);
  }

  @Test
  void processes_share_what_comes_back() {
    Returns shared = Returns.spread(0, 20, 100, 2, 60_000);

    assertThat(shared.count()).isEqualTo(10);
    assertThat(shared.gap()).isEqualTo(10);
  }

  @Test
  void permits_that_come_back_at_the_same_moment_are_still_one_each() {
    Returns atOnce = Returns.spread(0, 3, 0, 1, 60_000);

    assertThat(LongStream.iterate(atOnce.after(-1), atOnce::after).limit(4))
        .containsExactly(0L, 1L, 2L, 60_000L);
  }
}
