package dev.herald.server.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * During a rolling upgrade processes of the version before work on the new schema. These are the
 * statements of the first version, as it makes them; the new version must understand what they
 * leave.
 */
class PreviousSchemaIT {
  private final TaskTables tables = new TaskTables();

  private UUID savedBefore() {
    NewMessage message = TaskTables.message("a@example.com");
    tables.store.save(TaskTables.LANE, TaskTables.submission(message), null);
    tables.jdbc.sql("delete from task").update();
    tables
        .jdbc
        .sql(
            """
            insert into task (id, lane, tenant_id, state, due_at, owner, attempts)
            select ?, ?, ?, 'PENDING', now(), null, 0
            """)
        .params(message.id(), TaskTables.LANE, TaskTables.TENANT)
        .update();
    return message.id();
  }

  private UUID startedBefore() {
    UUID incarnation = UUID.randomUUID();
    tables
        .jdbc
        .sql("insert into process (incarnation, home, pid) values (?, ?, ?)")
        .params(incarnation, "before", 1L)
        .update();
    return incarnation;
  }

  @Test
  void seals_are_bound_to_owners_once_no_process_of_the_version_before_is_left() {
    tables.process("new");
    assertThat(tables.leases.allOpenNewestSeals()).isTrue();

    UUID before = startedBefore();
    assertThat(tables.leases.allOpenNewestSeals()).isFalse();

    tables.leases.end(before);
    assertThat(tables.leases.allOpenNewestSeals()).isTrue();
  }

  @Test
  void what_the_version_before_saved_is_claimed() {
    UUID id = savedBefore();

    assertThat(tables.store.claim(TaskTables.LANE, 10, tables.process("new")))
        .extracting(MessageTask::id)
        .containsExactly(id);
  }

  @Test
  void the_version_before_claims_and_postpones_what_the_new_one_held_back() {
    UUID id = savedBefore();
    UUID me = tables.process("new");
    MessageTask task = tables.store.claim(TaskTables.LANE, 10, me).getFirst();
    tables
        .store
        .settle(new Settlement.Deferred(task, Instant.now(), Instant.now(), "at its cap"), me)
        .join();

    int claimed =
        tables
            .jdbc
            .sql(
                """
                with due as (
                  select id from task
                  where lane = ? and owner is null and due_at <= now()
                  order by due_at limit ? for update skip locked
                ), mine as (
                  update task set owner = ?, started = false,
                    attempts = attempts + case state when 'PENDING' then 1 else 0 end,
                    state = case state when 'PENDING' then 'SENDING' else state end
                  from due where task.id = due.id returning task.id
                )
                select count(*) from mine
                """)
            .params(TaskTables.LANE, 10, startedBefore())
            .query(Integer.class)
            .single();
    assertThat(claimed).isEqualTo(1);

    tables
        .jdbc
        .sql(
            """
            update task set owner = null, started = false, state = 'PENDING', due_at = now(),
              attempts = 1, queries = 0, sequence = sequence + 1 where id = ?
            """)
        .param(id)
        .update();
    assertThat(tables.store.claim(TaskTables.LANE, 10, me).getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void the_version_before_finishes_a_task() {
    UUID id = savedBefore();

    assertThat(
            tables
                .jdbc
                .sql("delete from task where id = ? and owner is null and sequence = 0")
                .param(id)
                .update())
        .isEqualTo(1);
  }
}
