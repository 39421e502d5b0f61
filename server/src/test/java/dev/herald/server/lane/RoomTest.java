package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(10);

  @Test
  void gives_no_more_than_it_has() {
    assertThat(room.tryTake(8)).isTrue();
    assertThat(room.tryTake(3)).isFalse();
    assertThat(room.tryTake(2)).isTrue();
  }

  @Test
  void what_was_overdrawn_is_to_be_given_back_first() throws InterruptedException {
    assertThat(room.tryTake(10)).isTrue();
    room.overdraw(30);

    room.giveBack(30);
    assertThat(room.tryTake(1, Duration.ZERO)).isFalse();

    room.giveBack(10);
    assertThat(room.tryTake(10, Duration.ZERO)).isTrue();
  }
}
