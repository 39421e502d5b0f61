package dev.herald.server.alarm.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Destination;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PumpingProbeTest {
  private static List<Destination> numbers(String pattern, int count) {
    List<Destination> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(new Destination(Destination.Kind.PHONE, pattern.formatted(i)));
    }
    return numbers;
  }

  @Test
  void many_to_one_number_weigh_more_than_as_many_to_different_ones() {
    PumpingProbe.Drawn one = PumpingProbe.worst(numbers("+8613800138000", 12)).orElseThrow();
    PumpingProbe.Drawn several = PumpingProbe.worst(numbers("+86138%08d", 12)).orElseThrow();

    assertThat(one.value()).isEqualTo(12);
    assertThat(one.numbers()).doesNotContain("13800138000");
    assertThat(several.value()).isLessThan(10);
  }

  @Test
  void a_hundred_to_one_block_are_as_bad_as_ten_to_one_number() {
    PumpingProbe.Drawn block = PumpingProbe.worst(numbers("+88213000%04d", 100)).orElseThrow();

    assertThat(block.value()).isEqualTo(10);
    assertThat(block.count()).isEqualTo(100);
    assertThat(block.numbers()).isEqualTo("+88213000****");
    assertThat(PumpingProbe.worst(List.of())).isEmpty();
  }
}
