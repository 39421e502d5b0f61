package dev.herald.server.dispatch;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code message}, {@code task}, {@code event} and {@code process} in memory, with the
 * meaning that the statements of the task package give them. Each method is one transaction.
 */
final class SimulatedStore {
  private static final int PAGE = 3;

  private final Timeline timeline;
  private final EnumSet<InjectedBug> flaws;
  private final Map<UUID, Row> tasks = new LinkedHashMap<>();
  private final Map<UUID, NewMessage> messages = new LinkedHashMap<>();
  private final Map<UUID, List<Placed>> traces = new LinkedHashMap<>();
  private final Map<String, UUID> keys = new LinkedHashMap<>();
  private final Map<UUID, Beats> processes = new LinkedHashMap<>();

  SimulatedStore(Timeline timeline, EnumSet<InjectedBug> flaws) {
    this.timeline = timeline;
    this.flaws = flaws;
  }

  /** An event at its place. */
  record Placed(int sequence, TraceEvent event) {}

  /** A row of {@code process}. */
  private static final class Beats {
    final String home;
    long beatAt;
    boolean ended;

    Beats(String home, long beatAt) {
      this.home = home;
      this.beatAt = beatAt;
    }
  }

  /** A row of {@code task}. */
  private static final class Row {
    MessageState state;
    long dueAt;
    @Nullable UUID owner;
    int attempts;
    int failures;
    int queries;
    boolean started;
    long startedAt;
    @Nullable UUID source;
    int sequence;
    MessageTask.@Nullable Deferral deferral;

    Row(long dueAt, @Nullable UUID owner) {
      this.state = owner == null ? MessageState.PENDING : MessageState.SENDING;
      this.dueAt = dueAt;
      this.owner = owner;
      this.attempts = owner == null ? 0 : 1;
    }
  }

  // --- intake ---

  /** Returns the message that the key stands for: this one, or an earlier one. */
  UUID save(String key, NewMessage message, @Nullable UUID owner) {
    UUID earlier = keys.putIfAbsent(key, message.id());
    if (earlier != null
        && !earlier.equals(message.id())
        && !flaws.contains(InjectedBug.KEY_OUTSIDE_THE_TRANSACTION)) {
      return earlier;
    }
    insert(message, owner);
    return message.id();
  }

  private void insert(NewMessage message, @Nullable UUID owner) {
    boolean fresh = messages.putIfAbsent(message.id(), message) == null;
    if (fresh || flaws.contains(InjectedBug.DONE_TASKS_COME_BACK)) {
      traces.putIfAbsent(message.id(), new ArrayList<>());
      tasks.putIfAbsent(message.id(), new Row(timeline.now(), owner));
    }
  }

  // --- claims ---

  List<MessageTask> claim(int most, UUID owner) {
    List<Map.Entry<UUID, Row>> due =
        tasks.entrySet().stream()
            .filter(entry ->
                entry.getValue().owner == null || flaws.contains(InjectedBug.CLAIMS_WHAT_IS_OWNED))
            .filter(entry -> entry.getValue().dueAt <= timeline.now())
            .sorted(Comparator.comparingLong(entry -> entry.getValue().dueAt))
            .limit(most)
            .toList();
    return due.stream().map(entry -> claim(entry.getKey(), entry.getValue(), owner)).toList();
  }

  private MessageTask claim(UUID id, Row row, UUID owner) {
    row.owner = owner;
    row.started = false;
    if (row.state == MessageState.PENDING) {
      row.state = MessageState.SENDING;
      row.attempts += flaws.contains(InjectedBug.ATTEMPT_COUNTED_AFTER_THE_CALL) ? 0 : 1;
    }
    return new MessageTask(
        Objects.requireNonNull(messages.get(id)),
        row.state,
        row.attempts,
        row.failures,
        row.queries,
        row.source,
        row.startedAt == 0 ? null : Timeline.instant(row.startedAt),
        null,
        row.sequence,
        row.deferral);
  }

  boolean start(MessageTask task, UUID owner, UUID source) {
    Row row = tasks.get(task.id());
    if (row == null || !owner.equals(row.owner) || row.sequence != task.sequence()) {
      return false;
    }
    row.started = true;
    row.startedAt = timeline.now();
    row.source = source;
    return true;
  }

  // --- settlements ---

  boolean settle(Settlement settlement, UUID owner) {
    MessageTask task = settlement.task();
    Row row = tasks.get(task.id());
    boolean mine =
        row != null && owner.equals(row.owner) && row.sequence == task.sequence()
            || row != null && flaws.contains(InjectedBug.NO_OWNER_GUARD);
    TraceEvent event = settlement.event();
    if (event != null && (mine || flaws.contains(InjectedBug.STALE_EVENTS_ARE_KEPT))) {
      trace(task.id()).add(new Placed(task.sequence() + 1, event));
    }
    if (mine) {
      apply(settlement, Objects.requireNonNull(row));
    }
    return mine;
  }

  private void apply(Settlement settlement, Row row) {
    switch (settlement) {
      case Settlement.Finished(MessageTask task, TraceEvent _, NewMessage next) -> {
        tasks.remove(task.id());
        if (next != null && !flaws.contains(InjectedBug.FALLBACK_FORGOTTEN)) {
          insert(next, null);
        }
      }
      case Settlement.Waiting waiting -> {
        row.owner = null;
        row.started = false;
        row.state = waiting.state();
        row.dueAt =
            timeline.now() + Duration.between(waiting.decidedAt(), waiting.dueAt()).toMillis();
        row.attempts = waiting.attempts();
        row.failures = waiting.failures();
        row.queries = waiting.queries();
        row.sequence = waiting.task().sequence() + 1;
        row.deferral = waiting.deferral();
        TraceEvent event = waiting.event();
        row.source = event == null || event.call() == null ? row.source : event.call().sourceId();
      }
    }
  }

  // --- processes ---

  void begin(UUID incarnation, String home) {
    processes.values().stream()
        .filter(process -> process.home.equals(home))
        .forEach(process -> process.ended = true);
    processes.put(incarnation, new Beats(home, timeline.now()));
  }

  boolean beat(UUID incarnation, long processTime) {
    Beats process = Objects.requireNonNull(processes.get(incarnation));
    if (!process.ended) {
      process.beatAt =
          flaws.contains(InjectedBug.OWN_CLOCK_FOR_LEASES) ? processTime : timeline.now();
    }
    return !process.ended;
  }

  void end(UUID incarnation) {
    processes.computeIfPresent(
        incarnation,
        (_, process) -> {
          process.ended = true;
          return process;
        });
  }

  boolean isOver(UUID incarnation) {
    return Objects.requireNonNull(processes.get(incarnation)).ended;
  }

  int adopt(long lease) {
    List<Beats> lapsed =
        processes.values().stream()
            .filter(process -> !process.ended && process.beatAt < timeline.now() - lease)
            .toList();
    lapsed.forEach(process -> process.ended = true);
    boolean onePage = flaws.contains(InjectedBug.ADOPTION_WITHOUT_PAGES);
    if (onePage && lapsed.isEmpty()) {
      return 0;
    }
    List<Map.Entry<UUID, Row>> orphans =
        tasks.entrySet().stream()
            .filter(task -> task.getValue().owner != null && isOver(task.getValue().owner))
            .limit(onePage ? 1 : PAGE)
            .toList();
    orphans.forEach(orphan -> take(orphan.getKey(), orphan.getValue()));
    return orphans.size() == PAGE ? PAGE + adopt(lease) : orphans.size();
  }

  private void take(UUID id, Row row) {
    boolean held =
        row.state == MessageState.UNKNOWN
            || row.started && !flaws.contains(InjectedBug.ADOPTION_FORGETS_WHAT_WAS_STARTED);
    row.owner = null;
    row.started = false;
    row.dueAt = timeline.now();
    row.state = held ? MessageState.UNKNOWN : MessageState.PENDING;
    row.sequence++;
    String outcome = flaws.contains(InjectedBug.ADOPTION_LEAVES_NO_TRACE) ? "RETRYABLE" : "UNKNOWN";
    TraceEvent.Call call =
        new TraceEvent.Call(row.attempts, row.source, outcome, null, 0, null, null, null);
    trace(id)
        .add(
            new Placed(
                row.sequence,
                new TraceEvent(
                    Timeline.instant(timeline.now()),
                    TraceEvent.Kind.ADOPTED,
                    row.state,
                    "adopted",
                    call,
                    null,
                    null,
                    null)));
  }

  /** The tasks that the table says a lease owns. */
  List<UUID> ownedBy(UUID incarnation) {
    return tasks.entrySet().stream()
        .filter(task -> incarnation.equals(task.getValue().owner))
        .map(Map.Entry::getKey)
        .toList();
  }

  void disown(Set<UUID> ids, UUID incarnation) {
    ownedBy(incarnation).stream()
        .filter(ids::contains)
        .forEach(id -> take(id, Objects.requireNonNull(tasks.get(id))));
  }

  // --- books ---

  int waiting() {
    return tasks.size();
  }

  Map<UUID, NewMessage> messages() {
    return messages;
  }

  List<Placed> trace(UUID id) {
    return Objects.requireNonNull(traces.get(id));
  }

  /** Whether anything is still to be done about a message. */
  boolean isOpen(UUID id) {
    return tasks.containsKey(id);
  }
}
