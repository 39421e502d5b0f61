package dev.herald.server.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMemoryTest {
  private static final long SIZE = 64 << 20;

  private final BodyMemory memory = new BodyMemory(SIZE);

  private static long fill(BodyMemory.Account account) {
    long taken = 0;
    while (account.tryTake(8_192)) {
      taken += 8_192;
    }
    return taken;
  }

  @Test
  void one_that_floods_leaves_four_fifths() {
    assertThat(fill(memory.open("a"))).isBetween(SIZE / 5 - 8_192, SIZE / 5);
    assertThat(memory.open("b").tryTake(1 << 20)).isTrue();
  }

  @Test
  void beside_twenty_that_flood_there_is_room_for_one_more() {
    for (int i = 0; i < 20; i++) {
      fill(memory.open(i));
    }

    assertThat(memory.open("late").tryTake(65_536)).isTrue();
  }

  @Test
  void a_room_for_few_bodies_takes_the_largest_one() {
    BodyMemory small = new BodyMemory(1 << 20);

    assertThat(fill(small.open("a"))).isEqualTo(1 << 20);
    assertThat(small.open("b").tryTake(1)).isFalse();
  }

  @Test
  void who_has_nothing_in_hand_is_forgotten() {
    BodyMemory.Account first = memory.open("a");
    BodyMemory.Account second = memory.open("a");
    first.close();
    assertThat(memory.accounts()).isOne();
    second.close();

    assertThat(memory.accounts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatever_is_taken_and_given_back_adds_up(long seed) {
    Random random = new Random(seed);
    List<Runnable> back = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      BodyMemory.Account account = memory.open(random.nextInt(50));
      int bytes = random.nextInt(1 << 20);
      if (account.tryTake(bytes)) {
        back.add(() -> account.give(bytes));
      }
      back.add(account::close);
      assertThat(memory.free()).as("seed " + seed).isNotNegative();
    }
    back.forEach(Runnable::run);

    assertThat(memory.free()).as("seed " + seed).isEqualTo(SIZE);
    assertThat(memory.accounts()).as("seed " + seed).isZero();
  }
}
