package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class InFlightTest {
  private final InFlight inFlight = new InFlight();
  private final ProcessLease me = new ProcessLease(UUID.randomUUID(), Duration.ofMinutes(5));
  private final UUID known = UUID.randomUUID();
  private final UUID lost = UUID.randomUUID();

  private ClaimedTask held(UUID id, int attempt) {
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
                new Route(Channel.DINGTALK, Destination.NONE, id),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                Locale.ENGLISH,
                ZoneOffset.UTC,
                null,
                null));
    return new ClaimedTask(
        new MessageTask(
            message, MessageState.SENDING, attempt, 0, 0, null, null, null, attempt - 1, null),
        me);
  }

  @Test
  void what_is_owned_and_unknown_twice_in_a_row_was_forgotten() {
    inFlight.add(held(known, 1));

    assertThat(inFlight.forgotten(List.of(known, lost))).isEmpty();
    assertThat(inFlight.forgotten(List.of(known, lost))).containsExactly(lost);
  }

  @Test
  void what_was_only_just_saved_is_not_taken_for_forgotten() {
    inFlight.forgotten(List.of(lost));
    inFlight.add(held(lost, 1));

    assertThat(inFlight.forgotten(List.of(lost))).isEmpty();
  }

  @Test
  void a_task_that_came_back_is_not_lost_when_its_last_attempt_is_let_go() {
    ClaimedTask first = held(known, 1);
    inFlight.add(first);
    inFlight.add(held(known, 2));
    inFlight.remove(first);

    inFlight.forgotten(List.of(known));
    assertThat(inFlight.forgotten(List.of(known))).isEmpty();
  }
}
