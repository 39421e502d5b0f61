package dev.herald.server.task.store;

import static dev.herald.server.task.store.TaskTables.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.platform.Ids;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TaskStoreIT {
  private final TaskTables tables = new TaskTables();
  private final UUID me = tables.process("here");

  @Test
  void a_saved_message_keeps_its_whole_context() {
    NewMessage message = TaskTables.message("zhang@example.com");
    tables.store.save(LANE, TaskTables.submission(message), null);

    MessageRecord found = tables.messages.find(message.id()).orElseThrow();

    assertThat(found.message()).isEqualTo(message);
    assertThat(found.state()).isEqualTo(MessageState.PENDING);
  }

  @Test
  void addresses_and_variables_cannot_be_read_in_the_table() {
    tables.store.save(LANE, TaskTables.submission(TaskTables.message("zhang@example.com")), null);

    String row = tables.jdbc.sql("select message::text from message").query(String.class).single();

    assertThat(row).doesNotContain("zhang", "Zhang", hex("zhang@example.com"), hex("Zhang San"));
  }

  @Test
  void a_row_that_was_given_to_somebody_else_opens_nothing() {
    for (String owner : List.of("application_id", "tenant_id", "node_id")) {
      NewMessage message = TaskTables.message("zhang@example.com");
      tables.store.save(LANE, TaskTables.submission(message), null);
      tables
          .jdbc
          .sql("update message set %s = :other where id = :id".formatted(owner))
          .param("other", Ids.next())
          .param("id", message.id())
          .update();

      assertThat(found(message).doesNotOpen()).as(owner).isTrue();
      assertThat(found(message).data()).as(owner).isEmpty();
    }
  }

  private MessageContext found(NewMessage message) {
    return tables.messages.find(message.id()).orElseThrow().message().context();
  }

  @Test
  void contexts_that_were_swapped_between_rows_open_nothing() {
    NewMessage one = TaskTables.message("one@example.com");
    NewMessage other = TaskTables.message("other@example.com");
    tables.store.save(LANE, TaskTables.submission(one, other), null);
    tables
        .jdbc
        .sql(
            """
            update message m set context = swapped.context from message swapped
            where swapped.id <> m.id
            """)
        .update();

    assertThat(found(one).doesNotOpen()).isTrue();
    assertThat(found(other).doesNotOpen()).isTrue();
  }

  @Test
  void a_context_that_was_sealed_before_owners_were_part_of_it_still_opens() {
    NewMessage message = TaskTables.message("zhang@example.com");
    tables.store.save(LANE, TaskTables.submission(message), null);
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(message.id().getMostSignificantBits())
            .putLong(message.id().getLeastSignificantBits())
            .array();
    byte[] earlier = tables.vault.seal(new JsonMapper().writeValueAsBytes(message.context()), id);
    tables.jdbc.sql("update message set context = :c").param("c", earlier).update();

    assertThat(tables.messages.find(message.id()).orElseThrow().message()).isEqualTo(message);
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(c -> hex.append("%02x".formatted(c)));
    return hex.toString();
  }

  @Test
  void what_waits_is_claimed_once_by_whoever_comes_first() throws Exception {
    tables.saved(500, null);
    Set<UUID> claimed = new HashSet<>();
    List<CompletableFuture<List<MessageTask>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        claims.add(CompletableFuture.supplyAsync(() -> tables.store.claim(LANE, 100, me), threads));
      }
    }
    for (var claim : claims) {
      for (MessageTask task : claim.get()) {
        assertThat(claimed.add(task.id())).isTrue();
        assertThat(task.attempt()).isEqualTo(1);
      }
    }

    assertThat(claimed.size() + tables.store.claim(LANE, 1_000, me).size()).isEqualTo(500);
  }

  @Test
  void what_is_saved_again_after_it_was_sent_does_not_come_back() {
    Submission submission = TaskTables.submission(TaskTables.message("a@example.com"));
    tables.store.save(LANE, submission, null);
    MessageTask task = tables.store.claim(LANE, 1, me).getFirst();
    assertThat(tables.store.settle(TaskTables.sent(task), me).join()).isTrue();

    tables.store.save(LANE, submission, null);

    assertThat(tables.count("task")).isZero();
  }

  @Test
  void when_it_is_due_again_does_not_hang_on_the_clock_of_the_process() {
    MessageTask task = tables.saved(1, me).getFirst();
    Instant ahead = Instant.now().plusSeconds(3_600);
    TraceEvent decided = TraceEvent.decision(ahead, MessageState.PENDING, "at once");
    tables.store.settle(new Settlement.Postponed(task, decided, ahead, 1, 1, 0), me).join();

    assertThat(tables.store.claim(LANE, 1, me)).hasSize(1);
  }

  @Test
  void what_is_due_later_is_not_claimed_before() {
    NewMessage later = TaskTables.message("a@example.com", Instant.now().plusSeconds(60), null);
    tables.store.save(LANE, TaskTables.submission(later), me);

    assertThat(tables.store.claim(LANE, 10, me)).isEmpty();
    assertThat(tables.state(later.id())).isEqualTo(MessageState.PENDING);
  }

  @Test
  void a_settled_task_leaves_its_trace_and_nothing_to_do() {
    MessageTask task = tables.saved(1, me).getFirst();

    assertThat(tables.store.settle(TaskTables.sent(task), me).join()).isTrue();

    MessageRecord found = tables.messages.find(task.id()).orElseThrow();
    assertThat(found.state()).isEqualTo(MessageState.SENT);
    assertThat(found.events()).hasSize(1);
    assertThat(tables.count("task")).isZero();
  }

  @Test
  void a_postponed_task_comes_back_as_the_next_attempt() {
    MessageTask task = tables.saved(1, me).getFirst();
    tables.store.settle(TaskTables.postponed(task, Instant.now()), me).join();

    MessageTask again = tables.store.claim(LANE, 10, me).getFirst();

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.message()).isEqualTo(task.message());
  }

  @Test
  void a_zombie_s_writes_match_no_row() {
    MessageTask task = tables.saved(1, me).getFirst();
    UUID other = tables.process("there");

    assertThat(tables.store.settle(TaskTables.sent(task), other).join()).isFalse();
    assertThat(tables.store.start(task, other, Ids.next())).isFalse();

    assertThat(tables.state(task.id())).isEqualTo(MessageState.SENDING);
    assertThat(tables.count("event")).isZero();
  }

  @Test
  void a_settlement_against_the_state_diagram_is_refused_before_it_is_written() {
    MessageTask task = tables.saved(1, me).getFirst();

    assertThatThrownBy(() ->
            new Settlement.Finished(
                task,
                TraceEvent.decision(Instant.now(), MessageState.DELIVERED, "too early"),
                null))
        .hasMessageContaining("can't go from SENDING to DELIVERED");
  }

  @Test
  void the_next_channel_s_message_is_saved_with_the_failure_of_the_first() {
    MessageTask task = tables.saved(1, me).getFirst();
    NewMessage next = TaskTables.message("other@example.com");
    TraceEvent event = TraceEvent.decision(Instant.now(), MessageState.FAILED, "going on");

    tables.store.settle(new Settlement.Finished(task, event, next), me).join();

    assertThat(tables.state(task.id())).isEqualTo(MessageState.FAILED);
    assertThat(tables.store.claim(LANE, 10, me).getFirst().id()).isEqualTo(next.id());
  }

  @Test
  void only_what_nobody_has_in_hand_can_be_cancelled() {
    MessageTask held = tables.saved(1, me).getFirst();
    MessageTask waiting = tables.saved(1, null).getFirst();

    assertThat(tables.cancellation.cancel(held.message(), "zhang")).isFalse();
    assertThat(tables.cancellation.cancel(waiting.message(), "zhang")).isTrue();
    assertThat(tables.cancellation.cancel(waiting.message(), "zhang")).isFalse();

    assertThat(tables.state(waiting.id())).isEqualTo(MessageState.CANCELLED);
    assertThat(tables.store.claim(LANE, 10, me)).isEmpty();
  }

  @Test
  void a_poisonous_submission_fails_alone() {
    NewMessage good = TaskTables.message("good@example.com");
    NewMessage twin = TaskTables.message("bad@example.com");
    UUID key = Ids.next();
    // PostgreSQL text can't hold a zero byte, so this lane name is refused by the database.
    NewMessage poison =
        new NewMessage(
            Ids.next(),
            twin.requestId(),
            twin.ownership(),
            "nul\0",
            "x",
            null,
            null,
            null,
            null,
            twin.context());
    CompletableFuture<Saved> first =
        CompletableFuture.supplyAsync(
            () -> tables.store.save(LANE, TaskTables.submission(poison), null));
    Saved second = tables.store.save(LANE, TaskTables.keyed(key, key, good), null);

    assertThat(second).isInstanceOf(Saved.Accepted.class);
    assertThatThrownBy(first::join).hasMessageContaining("save submissions");
    assertThat(tables.count("message")).isEqualTo(1);
  }
}
