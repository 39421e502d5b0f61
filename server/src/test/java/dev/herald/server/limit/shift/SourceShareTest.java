package dev.herald.server.limit.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.reason.ShiftReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceShareTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SourceShare share = new SourceShare();
  private final List<Shift> shifts = new ArrayList<>();
  private long now;

  /** Calls, a tenth of a second apart. */
  private void calls(int count, boolean works, int millis) {
    for (int i = 0; i < count; i++) {
      now += SECOND / 10;
      note(share.answered(works, Duration.ofMillis(millis).toNanos(), false, now));
    }
  }

  private void quiet(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      note(share.reconsidered(false, now));
    }
  }

  private void note(@Nullable Shift shift) {
    if (shift != null) {
      assertThat(shift.before()).isNotEqualTo(shift.share());
      shifts.add(shift);
    }
  }

  private List<Integer> shares() {
    return shifts.stream().map(Shift::share).toList();
  }

  @Test
  void a_source_that_works_has_all_of_its_weight_and_one_failure_changes_nothing() {
    calls(30, true, 80);
    calls(1, false, 80);
    calls(500, true, 80);

    assertThat(shifts).isEmpty();
    assertThat(share.percent()).isEqualTo(100);
  }

  @Test
  void one_that_fails_gets_less_and_then_little_and_comes_back_step_by_step() {
    calls(100, true, 80);
    calls(60, false, 80);
    assertThat(shares()).containsExactly(50, 10);
    assertThat(shifts.getFirst().reason())
        .isInstanceOfSatisfying(
            ShiftReason.FailsOften.class, reason -> assertThat(reason.percent()).isBetween(20, 30));

    calls(400, true, 80);

    assertThat(shares()).containsExactly(50, 10, 50, 100);
    assertThat(shifts.getLast().reason()).isInstanceOf(ShiftReason.AnswersWellAgain.class);
  }

  @Test
  void one_that_turns_slow_gets_less_until_it_is_as_fast_as_usual() {
    calls(1_000, true, 100);
    calls(50, true, 2_000);
    assertThat(shares()).containsExactly(50, 10);
    assertThat(shifts.getFirst().reason()).isInstanceOf(ShiftReason.AnswersSlowly.class);

    calls(400, true, 100);
    assertThat(share.percent()).isEqualTo(100);
  }

  @Test
  void what_is_slower_by_less_than_anybody_notices_changes_nothing() {
    calls(1_000, true, 5);
    calls(100, true, 100);

    assertThat(shifts).isEmpty();
  }

  @Test
  void whoever_stays_slow_is_taken_for_what_it_is() {
    calls(1_000, true, 100);
    calls(5_000, true, 1_000);

    assertThat(share.percent()).isEqualTo(100);
  }

  @Test
  void what_tells_nothing_of_its_pace_counts_only_as_working_or_not() {
    calls(100, true, 100);
    for (int i = 0; i < 100; i++) {
      now += SECOND / 10;
      note(share.answered(true, -1, false, now));
    }

    assertThat(shifts).isEmpty();
  }

  @Test
  void one_that_rests_gets_nothing_and_begins_with_little() {
    calls(100, true, 80);
    note(share.answered(false, SECOND, true, ++now));
    assertThat(shares()).containsExactly(0);
    assertThat(shifts.getLast().reason()).isEqualTo(new ShiftReason.RestsAfterFailures());

    now += 6 * SECOND;
    note(share.reconsidered(false, now));
    assertThat(share.percent()).isEqualTo(10);
    calls(300, true, 80);
    assertThat(shares()).containsExactly(0, 10, 50, 100);
  }

  @Test
  void one_that_nobody_calls_any_more_is_tried_again() {
    calls(100, true, 80);
    calls(60, false, 80);
    shifts.clear();

    quiet(600);

    assertThat(shares()).containsExactly(50, 100);
    assertThat(shifts).allMatch(shift -> shift.reason() instanceof ShiftReason.IsTriedAgain);
  }

  @Test
  void it_does_not_swing_at_a_limit() {
    calls(100, true, 80);
    for (int i = 0; i < 1_000; i++) {
      calls(1, i % 5 != 0, 80);
    }

    assertThat(shifts).hasSizeLessThanOrEqualTo(1);
  }
}
