package dev.herald.server.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Submissions that were answered before they are saved, and that may come again. */
class ArrivalsIT {
  private final TaskTables tables = new TaskTables();
  private final UUID handler = tables.process("handler");
  private final UUID other = tables.process("other");

  private List<Saved> arrive(UUID by, @Nullable TraceReason refusal, Submission... submissions) {
    return tables.store.save(
        Stream.of(submissions)
            .map(each -> new TaskStore.Arrival(new TaskStore.Entry(each, by), refusal))
            .toList(),
        by);
  }

  /** The messages that whoever saved them is to send. */
  private static List<UUID> toBeSent(List<Saved> saved) {
    return saved.stream()
        .flatMap(each -> ((Saved.Accepted) each).ack().messages().stream())
        .filter(line -> !line.duplicate())
        .map(Saved.Line::id)
        .toList();
  }

  /** As it is read from the table. */
  private static String told(TraceEvent event) {
    return event.reason().code() + " " + event.reason().parameters().values();
  }

  private TraceEvent last(UUID id) {
    return tables.messages.find(id).orElseThrow().events().getLast();
  }

  @Test
  void what_comes_again_is_whoever_s_that_saved_it_first() {
    NewMessage message = TaskTables.message("a@example.com");
    Submission submission = TaskTables.submission(message);

    assertThat(toBeSent(arrive(handler, null, submission))).containsExactly(message.id());
    assertThat(toBeSent(arrive(other, null, submission))).isEmpty();
    tables.store.settle(TaskTables.sent(MessageTask.handedOver(message)), handler).join();
    assertThat(toBeSent(arrive(other, null, submission))).isEmpty();

    assertThat(tables.count("task")).isZero();
    assertThat(tables.state(message.id())).isEqualTo(MessageState.SENT);
  }

  @Test
  void a_poll_that_comes_again_in_part_is_saved_in_part() {
    NewMessage old = TaskTables.message("a@example.com");
    NewMessage fresh = TaskTables.message("b@example.com");
    arrive(handler, null, TaskTables.submission(old));

    List<Saved> saved =
        arrive(handler, null, TaskTables.submission(old), TaskTables.submission(fresh));

    assertThat(toBeSent(saved)).containsExactly(fresh.id());
    assertThat(tables.count("task")).isEqualTo(2);
  }

  @Test
  void what_was_said_before_ends_with_a_trace_that_names_it() {
    UUID content = Ids.next();
    NewMessage first = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    NewMessage again = TaskTables.message("a@example.com", null, TaskTables.dedup(content));

    arrive(handler, null, TaskTables.submission(first));
    List<Saved> saved = arrive(handler, null, TaskTables.submission(again));

    assertThat(toBeSent(saved)).isEmpty();
    assertThat(tables.state(again.id())).isEqualTo(MessageState.SUPPRESSED);
    assertThat(told(last(again.id()))).isEqualTo("SAID_BEFORE [%s]".formatted(first.id()));
    assertThat(last(again.id()).relatedId()).isEqualTo(first.id());
    assertThat(toBeSent(arrive(other, null, TaskTables.submission(again)))).isEmpty();
    assertThat(tables.state(first.id())).isEqualTo(MessageState.SENDING);
  }

  @Test
  void a_key_that_was_taken_meanwhile_ends_what_came_later_under_it() {
    UUID key = Ids.next();
    UUID request = Ids.next();
    NewMessage first = TaskTables.message("a@example.com");
    NewMessage same = TaskTables.message("a@example.com");
    NewMessage another = TaskTables.message("b@example.com");
    Submission winner = TaskTables.keyed(key, request, first);

    List<Saved> saved =
        arrive(
            handler,
            null,
            winner,
            TaskTables.keyed(key, request, same),
            TaskTables.keyed(key, Ids.next(), another));

    assertThat(toBeSent(saved)).containsExactly(first.id());
    assertThat(told(last(same.id()))).isEqualTo("KEY_REPEATED [%s]".formatted(winner.requestId()));
    assertThat(last(same.id()).relatedId()).isEqualTo(first.id());
    assertThat(told(last(another.id()))).isEqualTo("KEY_TAKEN [%s]".formatted(winner.requestId()));
    assertThat(tables.count("task")).isEqualTo(1);
  }

  @Test
  void what_is_refused_claims_nothing() {
    UUID content = Ids.next();
    NewMessage refused = TaskTables.message("a@example.com", null, TaskTables.dedup(content));
    NewMessage later = TaskTables.message("a@example.com", null, TaskTables.dedup(content));

    arrive(
        handler,
        new TraceReason.AllowanceSpent("quota", "2 per day"),
        TaskTables.submission(refused));

    assertThat(tables.state(refused.id())).isEqualTo(MessageState.SUPPRESSED);
    assertThat(toBeSent(arrive(handler, null, TaskTables.submission(later))))
        .containsExactly(later.id());
  }
}
