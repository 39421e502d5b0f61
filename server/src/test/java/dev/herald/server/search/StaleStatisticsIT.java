package dev.herald.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the planner believes of the tasks is a minute old, and a minute is long. */
class StaleStatisticsIT {
  private static final int MANY = 30_000;

  private final TaskTables tables = new TaskTables();
  private final TenantChannel large = new TenantChannel(new UUID(1, 0), "email");
  private final TenantChannel small = new TenantChannel(new UUID(2, 0), "email");
  private final UUID me = tables.process("me");

  @BeforeEach
  void nobody_renews_the_statistics() {
    tables.jdbc.sql("alter table task set (autovacuum_enabled = false)").update();
  }

  @Test
  void a_claim_reads_no_more_than_it_takes_though_the_planner_thinks_that_nothing_is_due() {
    waitingLater(TaskTables.LANE, small, 1);
    waitingLater(TaskTables.LANE, large, MANY);
    analyze();
    nothingIsDue();

    assertThatClaimsReadLittle();
  }

  @Test
  void a_claim_reads_no_more_than_it_takes_though_the_planner_thinks_that_the_lane_is_empty() {
    waitingLater("other", large, 100);
    analyze();
    waitingLater(TaskTables.LANE, small, 1);
    nothingIsDue();
    waitingLater(TaskTables.LANE, large, MANY);
    nothingIsDue();

    assertThatClaimsReadLittle();
  }

  @Test
  void a_claim_reads_no_more_than_it_takes_though_the_planner_thinks_that_the_table_is_empty() {
    allAreDone();
    waitingLater(TaskTables.LANE, small, 1);
    waitingLater(TaskTables.LANE, large, MANY);
    nothingIsDue();

    assertThatClaimsReadLittle();
  }

  @Test
  void what_is_settled_alone_is_read_though_the_planner_thinks_that_the_table_is_empty() {
    allAreDone();
    waitingLater(TaskTables.LANE, large, MANY);
    tables.jdbc.sql("update task set owner = ?, state = 'SENDING'").param(me).update();
    List<MessageTask> begun = tables.saved(10, me);
    List<MessageTask> finished = tables.saved(10, me);
    List<MessageTask> postponed = tables.saved(10, me);
    Reads before = readsOnceChanged(2 * MANY);

    begun.forEach(task -> tables.store.start(task, me, UUID.randomUUID()));
    Stream.concat(
            finished.stream().map(TaskTables::sent),
            postponed.stream()
                .map(task -> TaskTables.postponed(task, Instant.now().plus(Duration.ofHours(1)))))
        .map(settlement -> tables.store.settle(settlement, me))
        .toList()
        .forEach(CompletableFuture::join);

    Reads after = readsOnceChanged(before.changed() + 30);
    assertThat(after.rows() - before.rows()).isLessThan(1_000);
  }

  /** Those that are gone still take their place, and statistics say that there are none. */
  private void allAreDone() {
    waitingLater(TaskTables.LANE, large, MANY);
    tables.jdbc.sql("delete from task").update();
    analyze();
    assertThat(
            tables
                .jdbc
                .sql("select relpages > 0 and reltuples = 0 from pg_class where relname = 'task'")
                .query(Boolean.class)
                .single())
        .isTrue();
    readsOnceChanged(MANY);
  }

  private void analyze() {
    tables.jdbc.sql("analyze task").update();
  }

  private void nothingIsDue() {
    for (int look = 0; look < 10; look++) {
      assertThat(tables.store.flowsDue(TaskTables.LANE)).isEmpty();
    }
  }

  private void waitingLater(String lane, TenantChannel flow, int count) {
    tables
        .jdbc
        .sql(
            """
            insert into task (id, lane, tenant_id, channel, state, due_at, attempts)
            select gen_random_uuid(), ?, ?, ?, 'PENDING', now() + i * interval '1 hour', 0
            from generate_series(1, ?) i
            """)
        .params(lane, flow.tenantId(), flow.channel(), count)
        .update();
  }

  private void assertThatClaimsReadLittle() {
    long changed = reads().changed();
    tables
        .jdbc
        .sql("update task set due_at = now() where lane = ?")
        .param(TaskTables.LANE)
        .update();
    Reads before = readsOnceChanged(changed + MANY + 1);

    assertThat(tables.store.flowsDue(TaskTables.LANE)).containsExactly(large, small);
    tables.store.claimUnknown(TaskTables.LANE, 10, me);
    tables.store.claim(TaskTables.LANE, 10, me);
    tables.store.claim(TaskTables.LANE, Map.of(large, 10), me);

    Reads after = readsOnceChanged(before.changed() + 20);
    assertThat(after.rows() - before.rows()).isLessThan(1_000);
  }

  /**
   * @param rows read from the table or its indexes
   * @param changed rows that were updated or deleted
   */
  record Reads(long rows, long changed) {}

  /** PostgreSQL counts with a delay, each connection on its own. */
  private Reads readsOnceChanged(long rows) {
    return await()
        .until(
            () -> {
              tables.jdbc.sql("select pg_stat_force_next_flush()").query().listOfRows();
              return reads();
            },
            reads -> reads.changed() >= rows);
  }

  private Reads reads() {
    return tables
        .jdbc
        .sql(
            """
            select seq_tup_read + (
                select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'task') as rows,
              n_tup_upd + n_tup_del as changed
            from pg_stat_user_tables where relname = 'task'
            """)
        .query(Reads.class)
        .single();
  }
}
