package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void no_window_anywhere_holds_more_than_the_cap(long seed) {
    Random random = new Random(seed);
    int permits = 1 + random.nextInt(20);
    SlidingWindow window = new SlidingWindow(new RateCap(permits, Duration.ofSeconds(1)));
    List<Long> grants = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 500; i++) {
      now = Math.max(now, now + (long) (random.nextGaussian() * SECOND / permits));
      long at = window.earliest(now);
      window.grant(at);
      grants.add(at);
      now = at;
    }

    for (int i = 0; i + permits < grants.size(); i++) {
      assertThat(grants.get(i + permits) - grants.get(i))
          .as("seed %d, grant %d", seed, i)
          .isGreaterThan(SECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 3_000})
  void a_cap_is_used_almost_whole(int permits) {
    SlidingWindow window = new SlidingWindow(new RateCap(permits, Duration.ofSeconds(1)));
    long now = 0;
    for (int i = 0; i < permits * 10; i++) {
      now = window.earliest(now);
      window.grant(now);
    }

    assertThat(now).isLessThan((long) (9.2 * SECOND));
  }
}
