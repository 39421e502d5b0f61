package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.ownership.Incarnation;
import dev.herald.server.task.Leg;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class InHandTest {
  private final InHand inHand = new InHand();
  private final Incarnation me = new Incarnation(UUID.randomUUID(), Duration.ofMinutes(5));
  private final UUID known = UUID.randomUUID();
  private final UUID lost = UUID.randomUUID();

  private HeldTask held(UUID id, int attempt) {
    NewMessage message =
        new NewMessage(
            id,
            id,
            new NewMessage.Ownership(id, id, id, null),
            "normal",
            "esop",
            null,
            null,
            null,
            null,
            new MessageContext(
                new Leg(Channel.DINGTALK, Destination.NONE, id),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                Locale.ENGLISH,
                ZoneOffset.UTC,
                null,
                null));
    return new HeldTask(
        new MessageTask(
            message, MessageState.SENDING, attempt, 0, 0, null, null, null, attempt - 1, null),
        me);
  }

  @Test
  void what_is_owned_and_unknown_twice_in_a_row_was_forgotten() {
    inHand.add(held(known, 1));

    assertThat(inHand.forgotten(List.of(known, lost))).isEmpty();
    assertThat(inHand.forgotten(List.of(known, lost))).containsExactly(lost);
  }

  @Test
  void what_was_only_just_saved_is_not_taken_for_forgotten() {
    inHand.forgotten(List.of(lost));
    inHand.add(held(lost, 1));

    assertThat(inHand.forgotten(List.of(lost))).isEmpty();
  }

  @Test
  void a_task_that_came_back_is_not_lost_when_its_last_attempt_is_let_go() {
    HeldTask first = held(known, 1);
    inHand.add(first);
    inHand.add(held(known, 2));
    inHand.remove(first);

    inHand.forgotten(List.of(known));
    assertThat(inHand.forgotten(List.of(known))).isEmpty();
  }
}
