package dev.herald.server.task;

import static dev.herald.server.task.MessageState.CANCELLED;
import static dev.herald.server.task.MessageState.DELIVERED;
import static dev.herald.server.task.MessageState.DIGESTED;
import static dev.herald.server.task.MessageState.EXPIRED;
import static dev.herald.server.task.MessageState.FAILED;
import static dev.herald.server.task.MessageState.PENDING;
import static dev.herald.server.task.MessageState.RECALLED;
import static dev.herald.server.task.MessageState.SENDING;
import static dev.herald.server.task.MessageState.SENT;
import static dev.herald.server.task.MessageState.SUPPRESSED;
import static dev.herald.server.task.MessageState.UNDELIVERED;
import static dev.herald.server.task.MessageState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStateTest {
  private static final Map<MessageState, Set<MessageState>> DIAGRAM =
      Map.of(
          PENDING, EnumSet.of(SENDING, EXPIRED, CANCELLED, DIGESTED, SUPPRESSED),
          SENDING, EnumSet.of(PENDING, SENT, FAILED, EXPIRED, SUPPRESSED, UNKNOWN),
          UNKNOWN, EnumSet.of(UNKNOWN, SENT, DELIVERED, UNDELIVERED, FAILED),
          SENT, EnumSet.of(DELIVERED, UNDELIVERED, RECALLED),
          DELIVERED, EnumSet.of(RECALLED),
          UNDELIVERED, EnumSet.of(DELIVERED));

  @ParameterizedTest
  @EnumSource
  void allows_exactly_the_transitions_of_the_state_diagram(MessageState state) {
    Set<MessageState> allowed = EnumSet.noneOf(MessageState.class);
    for (MessageState next : MessageState.values()) {
      if (state.mayBecome(next)) {
        allowed.add(next);
      }
    }

    assertThat(allowed).isEqualTo(DIAGRAM.getOrDefault(state, Set.of()));
  }

  @Test
  void only_what_nobody_has_gives_its_dedup_claim_back() {
    Set<MessageState> releasing = EnumSet.noneOf(MessageState.class);
    for (MessageState state : MessageState.values()) {
      if (state.releasesDedup()) {
        releasing.add(state);
      }
    }

    assertThat(releasing)
        .containsExactlyInAnyOrder(FAILED, EXPIRED, CANCELLED, RECALLED, SUPPRESSED, UNDELIVERED);
  }
}
