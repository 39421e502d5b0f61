package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InHandTest {
  private final InHand inHand = new InHand();
  private final UUID known = UUID.randomUUID();
  private final UUID lost = UUID.randomUUID();

  @Test
  void what_is_owned_and_unknown_twice_in_a_row_was_forgotten() {
    inHand.add(known);

    assertThat(inHand.forgotten(List.of(known, lost))).isEmpty();
    assertThat(inHand.forgotten(List.of(known, lost))).containsExactly(lost);
  }

  @Test
  void what_was_only_just_saved_is_not_taken_for_forgotten() {
    inHand.forgotten(List.of(lost));
    inHand.add(lost);

    assertThat(inHand.forgotten(List.of(lost))).isEmpty();
  }
}
