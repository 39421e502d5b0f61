package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Saves a batch of submissions in one transaction: keys, dedup claims, messages, tasks. */
@Component
class IntakeWriter {
  private final Transactions transactions;
  private final MessageRows messages;
  private final DedupClaims dedup;
  private final IdempotencyRows keys;
  private final StoreListener listener;

  IntakeWriter(
      Transactions transactions,
      MessageRows messages,
      DedupClaims dedup,
      JsonMapper json,
      StoreListener listener) {
    this.transactions = transactions;
    this.messages = messages;
    this.dedup = dedup;
    this.keys = new IdempotencyRows(json);
    this.listener = listener;
  }

  /** All lists in one transaction. */
  List<List<Saved>> write(List<List<TaskStore.Entry>> lists) {
    List<TaskStore.Entry> batch = lists.stream().flatMap(List::stream).toList();
    List<Saved> saved =
        transactions.run("save submissions", connection -> write(connection, batch));
    listener.saved(batch.stream().map(TaskStore.Entry::submission).toList(), saved);
    return apart(lists, saved);
  }

  private static List<List<Saved>> apart(List<List<TaskStore.Entry>> lists, List<Saved> saved) {
    List<List<Saved>> apart = new ArrayList<>(lists.size());
    int at = 0;
    for (List<TaskStore.Entry> list : lists) {
      apart.add(saved.subList(at, at + list.size()));
      at += list.size();
    }
    return apart;
  }

  /** What a request with a key that came before is answered; empty: the key is new. */
  Optional<Saved> earlier(UUID applicationId, Submission.IdempotencyKey key) {
    var asked = new IdempotencyRows.Key(applicationId, key.key());
    return transactions.run(
        "look up an idempotency key",
        connection ->
            Optional.ofNullable(keys.read(connection, List.of(asked)).get(asked))
                .map(row -> keys.replay(row, key)));
  }

  /** Those that would not be saved, each with the message that stands in its place. */
  Map<UUID, Saved.Line> repeats(List<NewMessage> messages) {
    return messages.stream().allMatch(message -> message.dedup() == null)
        ? Map.of()
        : transactions.run("look up dedup windows", connection -> dedup.held(connection, messages));
  }

  private List<Saved> write(Connection connection, List<TaskStore.Entry> batch)
      throws SQLException {
    List<Submission> keyed =
        batch.stream().map(TaskStore.Entry::submission).filter(item -> item.key() != null).toList();
    Set<UUID> losers = keys.claim(connection, keyed, submission -> ack(submission, Map.of()));
    List<TaskStore.Entry> winners =
        batch.stream().filter(item -> !losers.contains(item.submission().requestId())).toList();
    Map<UUID, Saved.Line> duplicates =
        dedup.claim(
            connection,
            winners.stream().flatMap(item -> item.submission().messages().stream()).toList());
    if (!duplicates.isEmpty()) {
      keys.correct(
          connection, changed(winners, duplicates), submission -> ack(submission, duplicates));
    }
    insertMessages(connection, winners, duplicates.keySet());
    Map<IdempotencyRows.Key, IdempotencyRows.Row> earlier =
        losers.isEmpty()
            ? Map.of()
            : keys.read(
                connection,
                IdempotencyRows.keys(
                    keyed.stream().filter(s -> losers.contains(s.requestId())).toList()));
    return batch.stream()
        .map(item ->
            losers.contains(item.submission().requestId())
                ? replay(item.submission(), earlier)
                : new Saved.Accepted(ack(item.submission(), duplicates)))
        .toList();
  }

  private static List<Submission> changed(
      List<TaskStore.Entry> winners, Map<UUID, Saved.Line> duplicates) {
    return winners.stream()
        .map(TaskStore.Entry::submission)
        .filter(submission -> submission.key() != null)
        .filter(s -> s.messages().stream().anyMatch(m -> duplicates.containsKey(m.id())))
        .toList();
  }

  private void insertMessages(
      Connection connection, List<TaskStore.Entry> winners, Set<UUID> duplicates)
      throws SQLException {
    List<MessageRows.Fresh> fresh = new ArrayList<>();
    for (TaskStore.Entry item : winners) {
      for (NewMessage message : item.submission().messages()) {
        if (!duplicates.contains(message.id())) {
          fresh.add(new MessageRows.Fresh(message, message.dueAt() == null ? item.owner() : null));
        }
      }
    }
    if (!fresh.isEmpty()) {
      messages.insert(connection, fresh);
      FileLinks.insert(connection, fresh);
    }
  }

  private static Saved.Ack ack(Submission submission, Map<UUID, Saved.Line> duplicates) {
    List<Saved.Line> lines =
        submission.messages().stream()
            .map(message -> duplicates.getOrDefault(message.id(), line(message)))
            .toList();
    return new Saved.Ack(
        submission.requestId(),
        submission.repeats().isEmpty() ? lines : withRepeats(submission, lines));
  }

  private static List<Saved.Line> withRepeats(Submission submission, List<Saved.Line> lines) {
    Map<UUID, Saved.Line> byMessage = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      byMessage.put(submission.messages().get(i).id(), lines.get(i));
    }
    List<Saved.Line> all = new ArrayList<>(lines);
    for (Submission.Repeat repeat : submission.repeats()) {
      Saved.Line first = Objects.requireNonNull(byMessage.get(repeat.of()));
      all.add(
          repeat.position(),
          new Saved.Line(
              first.id(),
              repeat.route().channel().name(),
              repeat.route().destination().masked(),
              first.state(),
              true));
    }
    return all;
  }

  private static Saved.Line line(NewMessage message) {
    Route route = message.context().route();
    return new Saved.Line(
        message.id(),
        route.channel().name(),
        route.destination().masked(),
        MessageState.PENDING,
        false);
  }

  private Saved replay(
      Submission submission, Map<IdempotencyRows.Key, IdempotencyRows.Row> earlier) {
    return keys.replay(
        Objects.requireNonNull(earlier.get(IdempotencyRows.Key.of(submission))),
        Objects.requireNonNull(submission.key()));
  }
}
