package dev.herald.server.ownership;

import static dev.herald.server.task.store.TaskTables.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Fault;
import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrphanRecoveryIT {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final TaskTables tables = new TaskTables();
  private final UUID dead = tables.process("there");
  private final UUID me = tables.process("here");

  @Test
  void tasks_of_a_process_whose_heartbeat_stopped_are_sent_again() {
    MessageTask task = tables.saved(1, dead).getFirst();
    stopHeart(dead);

    assertThat(tables.recovery.adopt(LEASE)).isEqualTo(1);

    MessageTask again = tables.store.claim(LANE, 10, me).getFirst();
    assertThat(again.id()).isEqualTo(task.id());
    assertThat(again.attempt()).isEqualTo(2);
    TraceEvent adopted = tables.messages.find(task.id()).orElseThrow().events().getFirst();
    assertThat(adopted.kind()).isEqualTo(TraceEvent.Kind.ADOPTED);
    assertThat(adopted.reason()).contains("attempt 1", "not known", "sending again");
  }

  @Test
  void what_waited_or_was_adopted_is_no_failure_that_rules_count() {
    tables.saved(1, dead);
    stopHeart(dead);
    tables.recovery.adopt(LEASE);
    MessageTask adopted = tables.store.claim(LANE, 10, me).getFirst();
    assertThat(adopted.trial()).isEqualTo(1);

    Instant now = Instant.now();
    tables.store.settle(new Settlement.Deferred(adopted, now, now, "at its cap"), me).join();
    MessageTask waited = tables.store.claim(LANE, 10, me).getFirst();
    assertThat(waited.trial()).isEqualTo(1);

    tables.store.settle(TaskTables.postponed(waited, now), me).join();
    assertThat(tables.store.claim(LANE, 10, me).getFirst().trial()).isEqualTo(2);
  }

  @Test
  void the_providers_id_is_kept_through_a_retry_and_the_end_of_a_process() {
    MessageTask task = tables.saved(1, dead).getFirst();
    TraceEvent.Call call =
        new TraceEvent.Call(1, Ids.next(), "THROTTLED", Fault.SOURCE, 3, "429", "slower", "p-77");
    Instant now = Instant.now();
    TraceEvent event =
        new TraceEvent(
            now, TraceEvent.Kind.ATTEMPT, MessageState.PENDING, "slower", call, now, null, null);
    tables.store.settle(new Settlement.Postponed(task, event, now, 0, 0, 0), dead).join();
    MessageTask again = tables.store.claim(LANE, 10, dead).getFirst();
    assertThat(tables.store.start(again, dead, Ids.next())).isTrue();
    stopHeart(dead);

    tables.recovery.adopt(LEASE);

    MessageTask held = tables.store.claim(LANE, 10, me).getFirst();
    assertThat(held.state()).isEqualTo(MessageState.UNKNOWN);
    assertThat(held.providerId()).isEqualTo("p-77");
    assertThat(tables.messages.find(task.id()).orElseThrow().events().getFirst().call())
        .isEqualTo(call);
  }

  @Test
  void a_call_that_must_not_be_repeated_is_held_as_unknown() {
    MessageTask task = tables.saved(1, dead).getFirst();
    UUID source = Ids.next();
    assertThat(tables.store.start(task, dead, source)).isTrue();
    stopHeart(dead);

    tables.recovery.adopt(LEASE);

    MessageTask held = tables.store.claim(LANE, 10, me).getFirst();
    assertThat(held.state()).isEqualTo(MessageState.UNKNOWN);
    assertThat(held.attempt()).isEqualTo(1);
    assertThat(held.lastSource()).isEqualTo(source);
    assertThat(held.startedAt()).isNotNull();
  }

  @Test
  void tasks_of_a_living_process_are_left_alone() {
    tables.saved(1, dead);

    assertThat(tables.recovery.adopt(LEASE)).isZero();
  }

  @Test
  void more_than_a_page_is_adopted() {
    tables.saved(2_500, dead);
    stopHeart(dead);

    assertThat(tables.recovery.adopt(LEASE)).isEqualTo(2_500);
    assertThat(tables.count("event")).isEqualTo(2_500);
  }

  @Test
  void a_process_that_was_taken_for_dead_learns_it_and_can_write_nothing() {
    MessageTask task = tables.saved(1, dead).getFirst();
    stopHeart(dead);
    tables.recovery.adopt(LEASE);

    assertThat(tables.leases.beat(dead)).isFalse();
    assertThat(tables.store.settle(TaskTables.sent(task), dead).join()).isFalse();
  }

  @Test
  void a_new_start_at_the_same_home_ends_the_one_before_at_once() {
    tables.saved(1, dead);
    tables.process("there");

    assertThat(tables.recovery.adopt(LEASE)).isEqualTo(1);
  }

  @Test
  void what_was_saved_for_a_process_after_it_was_taken_for_dead_is_adopted_too() {
    stopHeart(dead);
    tables.recovery.adopt(LEASE);
    tables.saved(1, dead);

    assertThat(tables.recovery.adopt(LEASE)).isEqualTo(1);
  }

  @Test
  void a_process_can_disown_what_it_does_not_know_of() {
    List<MessageTask> tasks = tables.saved(2, me);

    assertThat(tables.recovery.ownedBy(me)).hasSize(2);
    assertThat(tables.recovery.disown(Set.of(tasks.getFirst().id()), me)).isEqualTo(1);

    assertThat(tables.store.claim(LANE, 10, me))
        .extracting(MessageTask::id)
        .containsExactly(tasks.getFirst().id());
  }

  @Test
  void a_stale_attempt_of_the_same_process_matches_no_row_once_the_task_was_taken_up_anew() {
    MessageTask stale = tables.saved(1, me).getFirst();
    tables.recovery.disown(Set.of(stale.id()), me);
    MessageTask anew = tables.store.claim(LANE, 10, me).getFirst();

    assertThat(tables.store.settle(TaskTables.sent(stale), me).join()).isFalse();
    assertThat(tables.store.start(stale, me, Ids.next())).isFalse();
    assertThat(tables.store.settle(TaskTables.sent(anew), me).join()).isTrue();
  }

  private void stopHeart(UUID incarnation) {
    tables
        .jdbc
        .sql("update process set beat_at = now() - interval '1 hour' where incarnation = ?")
        .param(incarnation)
        .update();
  }
}
