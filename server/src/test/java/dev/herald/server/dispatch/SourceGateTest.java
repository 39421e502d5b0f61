package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.RateCap;
import dev.herald.channel.Source;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SourceGateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SourceGate gate =
      new SourceGate(
          new ConfiguredSource(
              new Source(UUID.randomUUID(), "robot", "dingtalk-robot", Map.of()),
              Channel.DINGTALK,
              null,
              1,
              List.of(RateCap.parse("2 per minute")),
              AmbiguityPolicy.RESEND,
              false),
          2,
          1);

  @Test
  void what_the_cap_lets_through_goes_at_once() {
    assertThat(gate.reserve(0, PATIENCE)).isEqualTo(new SourceGate.Slot.At(0));
    assertThat(gate.reserve(5, PATIENCE)).isEqualTo(new SourceGate.Slot.At(5));
  }

  @Test
  void past_the_cap_nothing_is_reserved_that_is_far_away() {
    gate.reserve(0, PATIENCE);
    gate.reserve(0, PATIENCE);

    assertThat(gate.reserve(SECOND, PATIENCE))
        .isInstanceOfSatisfying(
            SourceGate.Slot.NotBefore.class,
            later -> assertThat(later.nanos()).isBetween(60 * SECOND, 61 * SECOND));
  }

  @Test
  void those_who_wait_line_up_one_slot_after_another() {
    gate.reserve(0, PATIENCE);
    gate.reserve(0, PATIENCE);

    long first = gate.lineUp(0);
    long second = gate.lineUp(0);

    assertThat(second - first).isBetween(30 * SECOND, 31 * SECOND);
  }

  @Test
  void a_closed_gate_lets_nothing_through_until_its_time_is_over() {
    gate.close(0, Duration.ofSeconds(5));

    assertThat(gate.earliest(0)).isEqualTo(5 * SECOND);
    assertThat(gate.reserve(5 * SECOND, PATIENCE)).isEqualTo(new SourceGate.Slot.At(5 * SECOND));
  }

  @Test
  void only_so_many_calls_are_under_way_and_the_next_one_waits_in_line() throws Exception {
    assertThat(gate.enter()).isTrue();
    assertThat(gate.enter()).isTrue();
    CompletableFuture<Boolean> third = entering();
    await().until(() -> gate.waiting() == 1);

    gate.leave();

    assertThat(third).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
  }

  @Test
  void nobody_waits_in_a_line_that_is_full() throws Exception {
    assertThat(gate.enter()).isTrue();
    assertThat(gate.enter()).isTrue();
    entering();
    await().until(() -> gate.waiting() == 1);

    assertThat(gate.enter()).isFalse();
  }

  private CompletableFuture<Boolean> entering() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gate.enter();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }
}
