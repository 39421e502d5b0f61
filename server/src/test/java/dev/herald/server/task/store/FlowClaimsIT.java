package dev.herald.server.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TenantChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowClaimsIT {
  private final TaskTables tables = new TaskTables();
  private final TenantChannel large = new TenantChannel(new UUID(1, 0), "email");
  private final TenantChannel small = new TenantChannel(new UUID(2, 0), "email");
  private final UUID me = tables.process("me");

  private void waiting(TenantChannel flow, int count, @Nullable Instant dueAt) {
    for (int i = 0; i < count; i++) {
      NewMessage message = TaskTables.message("e%d@example.com".formatted(i), dueAt, null);
      tables.store.save(TaskTables.LANE, TaskTables.submission(message), null);
      tables
          .jdbc
          .sql("update task set tenant_id = ?, channel = ? where id = ?")
          .params(flow.tenantId(), flow.channel(), message.id())
          .update();
    }
  }

  @Test
  void the_flows_with_something_due_are_found() {
    TenantChannel byText = new TenantChannel(large.tenantId(), "sms");
    waiting(byText, 1, null);
    waiting(large, 20, null);
    waiting(small, 1, null);
    waiting(new TenantChannel(small.tenantId(), "sms"), 1, Instant.now().plus(Duration.ofHours(1)));

    assertThat(tables.store.flowsDue(TaskTables.LANE)).containsExactly(large, byText, small);
  }

  @Test
  void each_flow_gets_its_part_and_no_task_is_claimed_twice() {
    waiting(large, 20, null);
    waiting(small, 1, null);

    List<MessageTask> first = tables.store.claim(TaskTables.LANE, Map.of(large, 5, small, 5), me);
    List<MessageTask> second =
        tables.store.claim(TaskTables.LANE, Map.of(large, 50, small, 50), me);

    assertThat(first).hasSize(6).allMatch(task -> task.attempt() == 1);
    assertThat(second).hasSize(15).doesNotContainAnyElementsOf(first);
    assertThat(tables.store.flowsDue(TaskTables.LANE)).isEmpty();
  }

  @Test
  void those_whose_provider_is_to_be_asked_can_be_claimed_alone() {
    waiting(large, 3, null);
    UUID unknown =
        tables
            .jdbc
            .sql(
                "update task set state = 'UNKNOWN' where id = (select max(id::text)::uuid from"
                    + " task) returning id")
            .query(UUID.class)
            .single();

    assertThat(tables.store.claimUnknown(TaskTables.LANE, 10, me))
        .extracting(MessageTask::id)
        .containsExactly(unknown);
    assertThat(tables.store.claimUnknown(TaskTables.LANE, 10, me)).isEmpty();
    assertThat(tables.store.claim(TaskTables.LANE, Map.of(large, 10), me)).hasSize(2);
  }

  @Test
  void what_was_held_back_is_no_attempt_and_has_no_event_and_its_next_claim_knows() {
    waiting(small, 1, null);
    MessageTask task = tables.store.claim(TaskTables.LANE, 1, me).getFirst();

    tables
        .store
        .settle(new Settlement.Deferred(task, Instant.now(), Instant.now(), "at its cap"), me)
        .join();
    MessageTask again = tables.store.claim(TaskTables.LANE, 1, me).getFirst();

    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.deferral()).isEqualTo(new MessageTask.Deferral(1, "at its cap"));
    assertThat(tables.count("event")).isZero();
  }

  @Test
  void a_zombie_does_not_hold_back_what_another_has() {
    waiting(small, 1, null);
    MessageTask task = tables.store.claim(TaskTables.LANE, 1, me).getFirst();
    UUID other = tables.process("other");

    assertThat(
            tables
                .store
                .settle(
                    new Settlement.Deferred(task, Instant.now(), Instant.now(), "at its cap"),
                    other)
                .join())
        .isFalse();
  }
}
