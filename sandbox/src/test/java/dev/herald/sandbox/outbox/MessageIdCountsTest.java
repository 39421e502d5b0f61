package dev.herald.sandbox.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdCountsTest {
  private final MessageIdCounts counts = new MessageIdCounts();

  @Test
  void ids_made_in_the_same_millisecond_are_told_apart() {
    int ids = 200_000;
    for (int i = 0; i < ids; i++) {
      counts.add(id(i).toString());
    }
    counts.add(id(7).toString());
    assertThat(counts.ids()).isEqualTo(ids);
    assertThat(counts.histogram()).isEqualTo(Map.of(1, ids - 1L, 2, 1L));
    assertThat(counts.of(id(7))).isEqualTo(2);
    assertThat(counts.of(id(8))).isEqualTo(1);
    assertThat(counts.of(id(ids))).isZero();
  }

  @Test
  void an_id_that_is_no_uuid_is_counted_too() {
    counts.add("msg_2");
    counts.add("msg_2");
    counts.add("36 characters long, but not a UUID!!");
    assertThat(counts.of("msg_2")).isEqualTo(2);
    assertThat(counts.of("36 characters long, but not a UUID!!")).isEqualTo(1);
    assertThat(counts.of("msg_3")).isZero();
  }

  @Test
  void a_count_stops_at_127() {
    for (int i = 0; i < 300; i++) {
      counts.add("again");
    }
    assertThat(counts.of("again")).isEqualTo(127);
  }

  private static UUID id(int i) {
    return new UUID(0x0199A3E27C1D7000L, 0x8000000000000000L | i);
  }
}
