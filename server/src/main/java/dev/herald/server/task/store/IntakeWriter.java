package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.task.NewMessage;
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

  /** As below, for several in one look-up. */
  List<Optional<Saved>> earlier(List<TaskStore.AskedKey> asked) {
    Map<IdempotencyRows.Key, IdempotencyRows.Row> rows =
        transactions.run(
            "look up idempotency keys",
            connection -> keys.read(connection, asked.stream().map(IntakeWriter::key).toList()));
    return asked.stream()
        .map(each ->
            Optional.ofNullable(rows.get(key(each))).map(row -> keys.replay(row, each.key())))
        .toList();
  }

  private static IdempotencyRows.Key key(TaskStore.AskedKey asked) {
    return new IdempotencyRows.Key(asked.applicationId(), asked.key().key());
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

  /**
   * What was there before the submissions of a batch.
   *
   * @param losers the requests whose key was another's before
   * @param duplicates by messages that must not be sent, what stands in their places
   */
  record Before(List<Submission> keyed, Set<UUID> losers, Map<UUID, Saved.Line> duplicates) {
    boolean isRepeat(Submission submission) {
      return losers.contains(submission.requestId());
    }
  }

  /** Claims the keys and the dedup windows that a batch asks for. */
  Before claim(Connection connection, List<TaskStore.Entry> batch) throws SQLException {
    List<Submission> keyed =
        batch.stream().map(TaskStore.Entry::submission).filter(item -> item.key() != null).toList();
    Set<UUID> losers =
        keys.claim(connection, keyed, submission -> Saved.Ack.of(submission, Map.of()));
    List<TaskStore.Entry> winners =
        batch.stream().filter(item -> !losers.contains(item.submission().requestId())).toList();
    Map<UUID, Saved.Line> duplicates =
        dedup.claim(
            connection,
            winners.stream().flatMap(item -> item.submission().messages().stream()).toList());
    if (!duplicates.isEmpty()) {
      keys.correct(
          connection,
          changed(winners, duplicates),
          submission -> Saved.Ack.of(submission, duplicates));
    }
    return new Before(keyed, losers, duplicates);
  }

  private List<Saved> write(Connection connection, List<TaskStore.Entry> batch)
      throws SQLException {
    Before before = claim(connection, batch);
    insertMessages(
        connection,
        batch.stream().filter(item -> !before.isRepeat(item.submission())).toList(),
        before.duplicates.keySet());
    Map<UUID, Saved> repeats = repeats(connection, before);
    return batch.stream()
        .map(item -> {
          Saved repeat = repeats.get(item.submission().requestId());
          return repeat == null
              ? new Saved.Accepted(Saved.Ack.of(item.submission(), before.duplicates))
              : repeat;
        })
        .toList();
  }

  /** What was answered to those whose key was another's before, by their requests. */
  Map<UUID, Saved> repeats(Connection connection, Before before) throws SQLException {
    if (before.losers.isEmpty()) {
      return Map.of();
    }
    List<Submission> repeats = before.keyed.stream().filter(before::isRepeat).toList();
    Map<IdempotencyRows.Key, IdempotencyRows.Row> earlier =
        keys.read(connection, IdempotencyRows.keys(repeats));
    Map<UUID, Saved> answers = new HashMap<>();
    repeats.forEach(each -> answers.put(each.requestId(), replay(each, earlier)));
    return answers;
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

  private Saved replay(
      Submission submission, Map<IdempotencyRows.Key, IdempotencyRows.Row> earlier) {
    return keys.replay(
        Objects.requireNonNull(earlier.get(IdempotencyRows.Key.of(submission))),
        Objects.requireNonNull(submission.key()));
  }
}
