package dev.herald.server.limit.cap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.RateCap;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Permits perSecond = new Permits(RateCap.parse("10 per second"));
  private final Permits perDay = new Permits(RateCap.parse("10 per day"));

  @Test
  void nothing_is_free_before_something_is_lent() {
    assertThat(perSecond.earliest(0, 1)).isEqualTo(Permits.NEVER);

    perSecond.lent(1);

    assertThat(perSecond.earliest(0, 1)).isZero();
  }

  @Test
  void a_permit_rests_for_the_window_after_the_end_of_its_call() {
    perSecond.lent(1);
    perSecond.take(1);

    assertThat(perSecond.earliest(5, 1)).isEqualTo(Permits.NEVER);
    perSecond.ended(SECOND / 2, 1);

    assertThat(perSecond.earliest(SECOND, 1)).isBetween(SECOND * 3 / 2, SECOND * 16 / 10);
  }

  @Test
  void a_permit_that_was_not_used_is_free_at_once() {
    perSecond.lent(1);
    perSecond.take(1);
    perSecond.unused(1);

    assertThat(perSecond.earliest(7, 1)).isEqualTo(7);
  }

  @Test
  void the_permits_of_a_long_window_rest_in_the_table() {
    perDay.lent(2);
    perDay.take(1);
    perDay.ended(0, 1);

    assertThat(perDay.used()).isEqualTo(1);
    assertThat(perDay.lent()).isEqualTo(1);
    assertThat(perDay.earliest(Duration.ofDays(2).toNanos(), 2)).isEqualTo(Permits.NEVER);
  }

  @Test
  void what_others_want_is_surrendered_only_when_it_has_rested() {
    perSecond.lent(3);
    perSecond.take(3);
    perSecond.owe(2);
    perSecond.ended(0, 3);

    assertThat(perSecond.surrender(SECOND / 2)).isZero();
    assertThat(perSecond.surrender(SECOND * 2)).isEqualTo(2);
    assertThat(perSecond.lent()).isEqualTo(1);
  }

  @Test
  void what_is_on_its_way_back_does_not_stay() {
    perSecond.lent(3);
    perSecond.take(3);
    perSecond.owe(2);
    perSecond.ended(0, 3);

    assertThat(perSecond.lent()).isEqualTo(3);
    assertThat(perSecond.staying()).isEqualTo(1);
  }

  @Test
  void what_lay_unused_all_the_time_is_spare() {
    perSecond.lent(5);
    perSecond.spare(0);
    perSecond.take(2);
    perSecond.unused(2);

    assertThat(perSecond.spare(SECOND)).isEqualTo(3);
    assertThat(perSecond.spare(2 * SECOND)).isEqualTo(5);
  }

  @Test
  void what_was_asked_a_moment_ago_does_not_tell_what_is_spare() {
    perSecond.spare(0);
    perSecond.lent(5);

    assertThat(perSecond.spare(SECOND)).isZero();
    assertThat(perSecond.spare(SECOND + SECOND / 100)).isZero();
    assertThat(perSecond.spare(2 * SECOND)).isEqualTo(5);
  }
}
