package dev.herald.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EscalationStepTest {
  private static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Escalation UNLESS_DELIVERED =
      new Escalation(AFTER, Escalation.Unless.DELIVERED);
  private static final Escalation UNLESS_READ = new Escalation(AFTER, Escalation.Unless.READ);

  private static EscalationStep of(Escalation rule, MessageState state, @Nullable String latest) {
    return EscalationStep.of(
        new EscalationStep.Place(state, false, null, 0, null, latest), rule, NOW);
  }

  private static EscalationStep ofWaiting(Instant due, int attempts, @Nullable String waitsFor) {
    return EscalationStep.of(
        new EscalationStep.Place(MessageState.PENDING, false, due, attempts, waitsFor, null),
        UNLESS_DELIVERED,
        NOW);
  }

  @ParameterizedTest
  @EnumSource(names = {"SENT", "UNDELIVERED", "UNKNOWN"})
  void without_news_of_delivery_the_next_channel_is_used(MessageState state) {
    assertThat(of(UNLESS_DELIVERED, state, "TAKEN_BY_PROVIDER"))
        .isEqualTo(new EscalationStep.Goes(state));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "CANCELLED", "RECALLED", "DIGESTED", "SUPPRESSED"})
  void what_ended_otherwise_is_left_alone(MessageState state) {
    assertThat(of(UNLESS_DELIVERED, state, null)).isEqualTo(new EscalationStep.Ends());
  }

  @Test
  void delivery_in_time_ends_it_unless_it_has_to_be_read() {
    assertThat(of(UNLESS_DELIVERED, MessageState.DELIVERED, "REPORTED_DELIVERED"))
        .isEqualTo(new EscalationStep.Ends());
    assertThat(of(UNLESS_READ, MessageState.DELIVERED, "REPORTED_DELIVERED"))
        .isEqualTo(new EscalationStep.Goes(MessageState.DELIVERED));
    assertThat(of(UNLESS_READ, MessageState.DELIVERED, "INBOX_READ"))
        .isEqualTo(new EscalationStep.Ends());
  }

  @Test
  void what_is_tried_again_or_waits_for_its_turn_is_given_up() {
    EscalationStep givenUp = new EscalationStep.Goes(MessageState.EXPIRED);
    assertThat(ofWaiting(NOW.plusSeconds(30), 2, null)).isEqualTo(givenUp);
    assertThat(ofWaiting(NOW.minusSeconds(30), 0, "CAP_REACHED")).isEqualTo(givenUp);
  }

  @Test
  void what_every_channel_would_wait_for_is_waited_for() {
    Instant morning = NOW.plus(Duration.ofHours(8));
    assertThat(ofWaiting(morning, 0, "QUIET_HOURS_HELD"))
        .isEqualTo(new EscalationStep.Waits(morning.plus(AFTER)));
    assertThat(ofWaiting(NOW, 0, "PAUSED")).isEqualTo(new EscalationStep.Waits(NOW.plus(AFTER)));
    assertThat(ofWaiting(morning, 0, null))
        .isEqualTo(new EscalationStep.Waits(morning.plus(AFTER)));
  }

  @Test
  void what_a_process_has_in_hands_is_looked_at_again_in_a_moment() {
    assertThat(
            EscalationStep.of(
                new EscalationStep.Place(MessageState.SENDING, true, NOW, 1, null, null),
                UNLESS_DELIVERED,
                NOW))
        .isEqualTo(new EscalationStep.Waits(NOW.plus(EscalationStep.A_MOMENT)));
  }
}
