package dev.herald.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowClaimsIT {
  private final TaskTables tables = new TaskTables();
  private final Flow large = new Flow(new UUID(1, 0), "email");
  private final Flow small = new Flow(new UUID(2, 0), "email");
  private final UUID me = tables.process("me");

  private void waiting(Flow flow, int count, @Nullable Instant dueAt) {
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
    Flow byText = new Flow(large.tenantId(), "sms");
    waiting(byText, 1, null);
    waiting(large, 20, null);
    waiting(small, 1, null);
    waiting(new Flow(small.tenantId(), "sms"), 1, Instant.now().plus(Duration.ofHours(1)));

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
                "update task set state = 'UNKNOWN' where id = (select max(id::text)::uuid from task) returning id")
            .query(UUID.class)
            .single();

    assertThat(tables.store.claimUnknown(TaskTables.LANE, 10, me))
        .extracting(MessageTask::id)
        .containsExactly(unknown);
    assertThat(tables.store.claimUnknown(TaskTables.LANE, 10, me)).isEmpty();
    assertThat(tables.store.claim(TaskTables.LANE, Map.of(large, 10), me)).hasSize(2);
  }

  @Test
  void a_claim_reads_no_more_than_it_takes_though_the_planner_thinks_that_nothing_is_due() {
    waiting(small, 1, Instant.now().plus(Duration.ofHours(1)));
    waitingTogether(TaskTables.LANE, 30_000);
    tables.jdbc.sql("analyze task").update();
    nothingIsDue();

    assertThatClaimsReadLittle();
  }

  @Test
  void a_claim_reads_no_more_than_it_takes_though_the_planner_thinks_that_the_lane_is_empty() {
    tables.jdbc.sql("alter table task set (autovacuum_enabled = false)").update();
    waitingTogether("other", 100);
    tables.jdbc.sql("analyze task").update();
    waiting(small, 1, Instant.now().plus(Duration.ofHours(1)));
    nothingIsDue();
    waitingTogether(TaskTables.LANE, 30_000);
    nothingIsDue();

    assertThatClaimsReadLittle();
  }

  private void nothingIsDue() {
    for (int look = 0; look < 10; look++) {
      assertThat(tables.store.flowsDue(TaskTables.LANE)).isEmpty();
    }
  }

  private void waitingTogether(String lane, int count) {
    tables
        .jdbc
        .sql(
            """
            insert into task (id, lane, tenant_id, channel, state, due_at, attempts)
            select gen_random_uuid(), ?, ?, ?, 'PENDING', now() + i * interval '1 hour', 0
            from generate_series(1, ?) i
            """)
        .params(lane, large.tenantId(), large.channel(), count)
        .update();
  }

  private void assertThatClaimsReadLittle() {
    tables
        .jdbc
        .sql("update task set due_at = now() where lane = ?")
        .param(TaskTables.LANE)
        .update();
    Reads before = readsOnceUpdated(30_001);

    assertThat(tables.store.flowsDue(TaskTables.LANE)).containsExactly(large, small);
    tables.store.claimUnknown(TaskTables.LANE, 10, me);
    tables.store.claim(TaskTables.LANE, 10, me);
    tables.store.claim(TaskTables.LANE, Map.of(large, 10), me);

    Reads after = readsOnceUpdated(before.updated() + 20);
    assertThat(after.rows() - before.rows()).isLessThan(1_000);
  }

  /**
   * @param rows read from the table or its indexes
   * @param updated rows
   */
  record Reads(long rows, long updated) {}

  /** PostgreSQL counts with a delay, each connection on its own. */
  private Reads readsOnceUpdated(long rows) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              tables.jdbc.sql("select pg_stat_force_next_flush()").query().listOfRows();
              return reads();
            },
            reads -> reads.updated() >= rows);
  }

  private Reads reads() {
    return tables
        .jdbc
        .sql(
            """
            select seq_tup_read + (
                select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'task') as rows,
              n_tup_upd as updated
            from pg_stat_user_tables where relname = 'task'
            """)
        .query(Reads.class)
        .single();
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
