package dev.herald.server.task.store;

import static dev.herald.server.task.store.TaskTables.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceAppender.Appended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come from elsewhere than the owner of a task, and the way to their message. */
class TraceAppenderIT {
  private static final Duration MONTH = Duration.ofDays(31);

  private final TaskTables tables = new TaskTables();
  private final TraceAppender trace = tables.trace;
  private final UUID me = tables.process("me");

  private static TraceEvent receipt(MessageState state) {
    return new TraceEvent(
        Instant.now(),
        TraceEvent.Kind.RECEIPT,
        state,
        new TraceReason.Untold(),
        null,
        null,
        null,
        null);
  }

  private UUID sent() {
    MessageTask task = tables.saved(1, me).getFirst();
    tables.store.settle(TaskTables.sent(task), me).join();
    return task.id();
  }

  private List<TraceEvent> events(UUID id) {
    return tables.messages.find(id).orElseThrow().events();
  }

  @Test
  void an_event_is_appended_when_no_task_is_left() {
    UUID id = sent();

    assertThat(trace.append(id, receipt(MessageState.UNDELIVERED)))
        .isEqualTo(new Appended.Written());
    assertThat(trace.append(id, receipt(MessageState.DELIVERED))).isEqualTo(new Appended.Written());

    assertThat(tables.state(id)).isEqualTo(MessageState.DELIVERED);
    assertThat(events(id)).hasSize(3);
  }

  @Test
  void what_a_message_may_not_become_changes_nothing() {
    UUID id = sent();
    trace.append(id, receipt(MessageState.DELIVERED));

    assertThat(trace.append(id, receipt(MessageState.UNDELIVERED)))
        .isEqualTo(new Appended.NotFrom(MessageState.DELIVERED));

    assertThat(events(id)).hasSize(2);
    assertThat(trace.append(Ids.next(), receipt(MessageState.DELIVERED)))
        .isEqualTo(new Appended.NoMessage());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.append(id, receipt(MessageState.SENDING)));
  }

  @Test
  void what_a_process_has_in_hand_is_waited_for() {
    MessageTask task = tables.saved(1, me).getFirst();

    assertThat(trace.append(task.id(), receipt(MessageState.DELIVERED)))
        .isEqualTo(new Appended.InFlight(MessageState.SENDING));

    assertThat(tables.store.settle(TaskTables.sent(task), me).join()).isTrue();
    assertThat(trace.append(task.id(), receipt(MessageState.DELIVERED)))
        .isEqualTo(new Appended.Written());
  }

  @Test
  void an_event_that_leaves_nothing_to_do_takes_the_task_with_it() {
    UUID id = unknown();

    assertThat(trace.append(id, receipt(MessageState.UNKNOWN))).isEqualTo(new Appended.Written());
    assertThat(tables.count("task")).isEqualTo(1);
    assertThat(trace.append(id, receipt(MessageState.DELIVERED))).isEqualTo(new Appended.Written());

    assertThat(tables.count("task")).isZero();
    assertThat(tables.state(id)).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void a_task_whose_trace_was_told_more_is_settled_as_ever() {
    UUID id = unknown();
    trace.append(id, receipt(MessageState.UNKNOWN));
    tables.jdbc.sql("update task set due_at = now()").update();

    MessageTask again = tables.store.claim(LANE, 1, me).getFirst();

    assertThat(tables.store.settle(TaskTables.sent(again), me).join()).isTrue();
    assertThat(events(id)).hasSize(3);
  }

  private UUID unknown() {
    MessageTask task = tables.saved(1, me).getFirst();
    TraceEvent event =
        TraceEvent.decision(Instant.now(), MessageState.UNKNOWN, new TraceReason.Untold());
    tables
        .store
        .settle(
            new Settlement.Postponed(task, event, Instant.now().plusSeconds(3_600), 1, 0, 0), me)
        .join();
    return task.id();
  }

  @Test
  void what_is_called_off_may_be_sent_anew() {
    NewMessage.Dedup content = TaskTables.dedup(Ids.next());
    Instant later = Instant.now().plusSeconds(3_600);
    NewMessage first = TaskTables.message("a@example.com", later, content);
    tables.store.save(LANE, TaskTables.submission(first), null);

    assertThat(tables.cancellation.cancel(first, "li.lei")).isTrue();
    assertThat(tables.cancellation.cancel(first, "li.lei")).isFalse();

    assertThat(tables.count("dedup")).isZero();
    assertThat(tables.count("task")).isZero();
    assertThat(tables.state(first.id())).isEqualTo(MessageState.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_state_never_goes_backwards_however_many_append_at_once(long seed) throws Exception {
    Random random = new Random(seed);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(random.nextBoolean() ? sent() : unknown());
    }
    List<MessageState> states =
        List.of(
            MessageState.SENT,
            MessageState.DELIVERED,
            MessageState.UNDELIVERED,
            MessageState.FAILED,
            MessageState.UNKNOWN);
    int written = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Appended>> appended = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        UUID id = ids.get(random.nextInt(ids.size()));
        MessageState state = states.get(random.nextInt(states.size()));
        appended.add(threads.submit(() -> trace.append(id, receipt(state))));
      }
      for (Future<Appended> each : appended) {
        written += each.get() instanceof Appended.Written ? 1 : 0;
      }
    }

    int kept = 0;
    for (UUID id : ids) {
      List<TraceEvent> events = events(id);
      kept += events.size() - 1;
      for (int i = 1; i < events.size(); i++) {
        MessageState before = events.get(i - 1).state();
        MessageState after = events.get(i).state();
        assertThat(before.mayBecome(after)).as("seed %d: %s to %s", seed, before, after).isTrue();
      }
      assertThat(tables.state(id)).as("seed %d", seed).isEqualTo(events.getLast().state());
    }
    assertThat(kept).as("seed %d", seed).isEqualTo(written);
  }

  // --- what a provider calls a message ---

  private UUID named(@Nullable String providerId) {
    MessageTask task = tables.saved(1, me).getFirst();
    TraceEvent.Call call =
        new TraceEvent.Call(1, Ids.next(), "ACCEPTED", null, 3, "200", "ok", providerId);
    TraceEvent event =
        new TraceEvent(
            Instant.now(),
            TraceEvent.Kind.ATTEMPT,
            MessageState.SENT,
            new TraceReason.TakenByProvider(),
            call,
            null,
            null,
            null);
    tables.store.settle(new Settlement.Finished(task, event, null), me).join();
    return task.id();
  }

  @Test
  void a_providers_id_leads_to_its_messages() {
    String id = "2428:" + "x".repeat(3_000);
    UUID first = named(id);
    named("other");
    named(null);
    UUID second = named(id);

    assertThat(tables.providerIds.messages(id, Instant.EPOCH, 10)).containsExactly(second, first);
    assertThat(tables.providerIds.messages(id, Instant.EPOCH, 1)).containsExactly(second);
    assertThat(tables.providerIds.messages(id, Instant.now().plusSeconds(60), 10)).isEmpty();
    assertThat(tables.providerIds.messages("none", Instant.EPOCH, 10)).isEmpty();
  }

  @Test
  void months_that_ended_before_are_not_looked_at() {
    for (int months = 1; months <= 3; months++) {
      Instant from = Instant.now().minus(MONTH.multipliedBy(months + 1));
      tables
          .jdbc
          .sql(
              "create table event_old_%d partition of event for values from ('%s') to ('%s')"
                  .formatted(months, Ids.first(from), Ids.first(from.plus(MONTH).minusSeconds(1))))
          .update();
    }

    String plan =
        String.join(
            "\n",
            tables
                .jdbc
                .sql(
                    """
                    explain select message_id from event
                    where hashtext(provider_id) = hashtext('x') and provider_id = 'x'
                      and message_id >= '%s'
                    """
                        .formatted(Ids.first(Instant.now().minus(Duration.ofDays(20)))))
                .query(String.class)
                .list());

    assertThat(plan).contains("event_default").doesNotContain("event_old_2", "event_old_3");
    assertThat(
            tables
                .jdbc
                .sql("select indexdef from pg_indexes where tablename = 'event_old_3'")
                .query(String.class)
                .list())
        .anyMatch(index -> index.contains("btree (hashtext(provider_id), message_id)"));
  }

  /** Equal entries of a hash index are one chain, which each insert walks. */
  @Test
  void no_index_slows_down_by_what_many_rows_share() {
    assertThat(
            tables
                .jdbc
                .sql("select indexdef from pg_indexes where indexdef like '%USING hash%'")
                .query(String.class)
                .list())
        .isEmpty();
  }
}
