package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {
  private static final double HALF_A_PROCESSOR = 0.5;

  private final AtomicLong now = new AtomicLong(1_000_000_000);
  private final AtomicLong used = new AtomicLong();
  private final AtomicBoolean urgent = new AtomicBoolean(true);
  private final CpuBudget budget =
      new CpuBudget(HALF_A_PROCESSOR, urgent::get, used::get, now::get);

  private void pass(int millis, int usedMillis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
    used.addAndGet(Duration.ofMillis(usedMillis).toNanos());
  }

  @Test
  void what_it_took_too_much_it_rests_for() {
    assertThat(budget.owed()).isZero();

    pass(10, 15);
    assertThat(budget.owed()).hasMillis(20);
    pass(19, 0);
    assertThat(budget.owed()).hasMillis(1);
    pass(1, 0);
    assertThat(budget.owed()).isZero();
  }

  @Test
  void its_share_it_may_take_for_ever() {
    for (int i = 0; i < 1_000; i++) {
      pass(10, 5);
      assertThat(budget.owed()).isZero();
    }
  }

  @Test
  void what_it_did_not_use_is_not_saved_up() {
    assertThat(budget.owed()).isZero();
    pass(10_000, 0);
    assertThat(budget.owed()).isZero();

    pass(10, 6);
    assertThat(budget.owed()).isPositive();
  }

  @Test
  void while_nobody_waits_for_an_urgent_message_it_takes_all_and_owes_nothing_for_it() {
    assertThat(budget.owed()).isZero();
    urgent.set(false);
    pass(100, 200);
    assertThat(budget.owed()).isZero();
    pass(100, 200);
    urgent.set(true);
    assertThat(budget.owed()).isZero();
    pass(10, 5);
    assertThat(budget.owed()).isZero();
  }

  @Test
  void the_time_of_a_thread_that_ended_counts_for_nothing() {
    used.set(Duration.ofSeconds(10).toNanos());
    assertThat(budget.owed()).isZero();

    pass(10, -5_000);
    assertThat(budget.owed()).isZero();
    pass(10, 6);
    assertThat(budget.owed()).isPositive();
  }

  @Test
  void it_rests_until_nothing_is_owed_any_more() {
    assertThat(budget.owed()).isZero();
    pass(10, 15);
    AtomicInteger looks = new AtomicInteger();

    budget.rest(
        Duration.ZERO,
        () -> {
          pass(10, 0);
          return looks.incrementAndGet() > 0;
        });

    assertThat(looks).hasValue(2);
    assertThat(budget.owed()).isZero();
  }

  @Test
  void a_rest_ends_when_the_work_does_or_nobody_urgent_is_left() {
    assertThat(budget.owed()).isZero();
    pass(10, 10_000);
    budget.rest(Duration.ZERO, () -> false);
    assertThat(budget.owed()).isPositive();

    AtomicInteger looks = new AtomicInteger();
    budget.rest(
        Duration.ZERO,
        () -> {
          urgent.set(looks.incrementAndGet() < 3);
          return true;
        });
    assertThat(looks).hasValue(3);
  }

  @Test
  void the_least_rest_is_for_while_somebody_waits_alone() {
    AtomicInteger looks = new AtomicInteger();
    budget.rest(Duration.ofMillis(1), () -> looks.incrementAndGet() > 0);
    assertThat(looks).hasValue(1);

    urgent.set(false);
    budget.rest(Duration.ofMillis(1), () -> looks.incrementAndGet() > 0);
    assertThat(looks).hasValue(1);
  }
}
