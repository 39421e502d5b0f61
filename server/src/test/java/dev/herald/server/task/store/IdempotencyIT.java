package dev.herald.server.task.store;

import static dev.herald.server.task.store.TaskTables.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
  private final TaskTables tables = new TaskTables();
  private final UUID me = tables.process("here");
  private final UUID key = Ids.next();
  private final UUID request = Ids.next();

  @Test
  void concurrent_calls_with_one_key_make_one_message_and_get_one_answer() {
    List<CompletableFuture<Saved>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        calls.add(
            CompletableFuture.supplyAsync(
                () -> tables.store.save(LANE, keyed("a@example.com", request), me), threads));
      }
    }

    Set<UUID> answered =
        calls.stream()
            .map(call -> ack(call.join()).messages().getFirst().id())
            .collect(Collectors.toSet());
    assertThat(answered).hasSize(1);
    assertThat(calls.stream().filter(call -> call.join() instanceof Saved.Accepted)).hasSize(1);
    assertThat(tables.count("message")).isEqualTo(1);
    assertThat(tables.count("task")).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_request_is_refused() {
    Saved first = tables.store.save(LANE, keyed("a@example.com", request), me);

    Saved second = tables.store.save(LANE, keyed("b@example.com", Ids.next()), me);

    assertThat(second).isEqualTo(new Saved.KeyReused(ack(first).request()));
    assertThat(tables.count("message")).isEqualTo(1);
  }

  @Test
  void what_was_answered_is_looked_up_without_saving() {
    Submission first = keyed("a@example.com", request);
    assertThat(tables.store.earlier(TaskTables.APPLICATION, key(request))).isEmpty();
    Saved saved = tables.store.save(LANE, first, me);

    assertThat(tables.store.earlier(TaskTables.APPLICATION, key(request)))
        .contains(new Saved.Replayed(ack(saved)));
    assertThat(tables.store.earlier(TaskTables.APPLICATION, key(Ids.next())))
        .contains(new Saved.KeyReused(ack(saved).request()));
    assertThat(tables.store.earlier(Ids.next(), key(request))).isEmpty();
  }

  @Test
  void a_row_of_an_earlier_release_is_compared_by_what_it_kept() {
    UUID unkeyed = Ids.next();
    Saved first = tables.store.save(LANE, keyed("a@example.com", unkeyed), me);
    Submission.IdempotencyKey now = new Submission.IdempotencyKey(key, Ids.next(), () -> unkeyed);

    Saved second =
        tables.store.save(
            LANE,
            new Submission(
                Ids.next(),
                TaskTables.APPLICATION,
                now,
                List.of(TaskTables.message("a@example.com"))),
            me);

    assertThat(second).isEqualTo(new Saved.Replayed(ack(first)));
    assertThat(tables.count("message")).isEqualTo(1);
  }

  @Test
  void a_repeat_has_its_line_at_its_place_and_no_message() {
    NewMessage one = TaskTables.message("a@example.com");
    NewMessage two = TaskTables.message("b@example.com");
    Submission submission =
        new Submission(
            Ids.next(),
            TaskTables.APPLICATION,
            key(request),
            List.of(one, two),
            List.of(
                new Submission.Repeat(1, one.id(), one.context().route()),
                new Submission.Repeat(3, one.id(), one.context().route())));

    Saved saved = tables.store.save(LANE, submission, me);

    assertThat(ack(saved).messages())
        .extracting(Saved.Line::id)
        .containsExactly(one.id(), one.id(), two.id(), one.id());
    assertThat(ack(saved).messages())
        .extracting(Saved.Line::duplicate)
        .containsExactly(false, true, false, true);
    assertThat(tables.count("message")).isEqualTo(2);
    assertThat(tables.store.earlier(TaskTables.APPLICATION, key(request)))
        .contains(new Saved.Replayed(ack(saved)));
    assertThat(tables.counter.take().counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(2);
  }

  @Test
  void equal_content_within_the_window_is_answered_with_the_message_that_exists() {
    UUID content = Ids.next();
    Saved first = tables.store.save(LANE, deduplicated(content), me);

    Saved.Line second =
        ack(tables.store.save(LANE, deduplicated(content), me)).messages().getFirst();

    assertThat(second.id()).isEqualTo(ack(first).messages().getFirst().id());
    assertThat(second.duplicate()).isTrue();
    assertThat(second.state()).isEqualTo(MessageState.SENDING);
    assertThat(tables.count("message")).isEqualTo(1);
  }

  @Test
  void equal_content_in_one_submission_is_one_message() {
    UUID content = Ids.next();
    NewMessage one = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    NewMessage two = TaskTables.message("a@example.com", null, TaskTables.dedup(content));

    Saved.Ack ack = ack(tables.store.save(LANE, TaskTables.submission(one, two), me));

    assertThat(ack.messages()).extracting(Saved.Line::id).containsExactly(one.id(), one.id());
    assertThat(tables.count("message")).isEqualTo(1);
  }

  @Test
  void a_message_that_failed_or_was_cancelled_does_not_block_a_repeat() {
    UUID content = Ids.next();
    NewMessage first = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    tables.store.save(LANE, TaskTables.submission(first), me);
    tables.store.settle(TaskTables.failed(MessageTask.handedOver(first)), me).join();

    NewMessage second = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    assertThat(saved(second, null)).isFalse();
    tables.cancellation.cancel(second, "zhang");

    assertThat(saved(TaskTables.message("a@example.com", null, TaskTables.dedup(content)), me))
        .isFalse();
    assertThat(tables.count("message")).isEqualTo(3);
  }

  @Test
  void a_message_that_was_sent_blocks_a_repeat_until_the_window_is_over() {
    UUID content = Ids.next();
    NewMessage first = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    tables.store.save(LANE, TaskTables.submission(first), me);
    tables.store.settle(TaskTables.sent(MessageTask.handedOver(first)), me).join();
    NewMessage second = TaskTables.message("a@example.com", null, TaskTables.dedup(content));

    assertThat(saved(second, me)).isTrue();
    tables.jdbc.sql("update dedup set until = now()").update();

    assertThat(saved(second, me)).isFalse();
  }

  @Test
  void a_replay_tells_of_the_duplicate_that_the_first_call_was_answered_with() {
    UUID content = Ids.next();
    Saved first = tables.store.save(LANE, deduplicated(content), me);
    NewMessage repeat = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    tables.store.save(LANE, TaskTables.keyed(key, request, repeat), me);

    Saved replayed = tables.store.save(LANE, TaskTables.keyed(key, request, repeat), me);

    assertThat(replayed).isInstanceOf(Saved.Replayed.class);
    assertThat(ack(replayed).messages().getFirst().id())
        .isEqualTo(ack(first).messages().getFirst().id());
  }

  private Submission.IdempotencyKey key(UUID body) {
    return new Submission.IdempotencyKey(key, body);
  }

  /** Whether it was a duplicate. */
  private boolean saved(NewMessage message, @Nullable UUID owner) {
    return ack(tables.store.save(LANE, TaskTables.submission(message), owner))
        .messages()
        .getFirst()
        .duplicate();
  }

  private Submission keyed(String address, UUID body) {
    return TaskTables.keyed(key, body, TaskTables.message(address));
  }

  private static Submission deduplicated(UUID content) {
    return TaskTables.submission(
        TaskTables.message("a@example.com", null, TaskTables.dedup(content)));
  }

  private static Saved.Ack ack(Saved saved) {
    return switch (saved) {
      case Saved.Accepted(Saved.Ack ack) -> ack;
      case Saved.Replayed(Saved.Ack ack) -> ack;
      case Saved.KeyReused reused -> throw new AssertionError(reused);
    };
  }
}
