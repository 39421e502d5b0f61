package dev.herald.server.task;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Saves a batch of submissions in one transaction: keys, dedup claims, messages, tasks. */
@Component
class IntakeWriter {
  private static final String CLAIM_KEYS =
      """
      insert into idempotency_key (application_id, key, request_hash, request_id, answer)
      select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[])
      on conflict (application_id, key) do nothing
      """;
  private static final String READ_KEYS =
      """
      select k.application_id, k.key, k.request_hash, k.request_id, k.answer
      from idempotency_key k
      join unnest(?::uuid[], ?::uuid[]) as asked (application_id, key) using (application_id, key)
      """;
  private static final String CORRECT_ANSWERS =
      """
      update idempotency_key k set answer = corrected.answer
      from unnest(?::uuid[], ?::uuid[], ?::text[]) as corrected (application_id, key, answer)
      where k.application_id = corrected.application_id and k.key = corrected.key
      """;

  private final Transactions transactions;
  private final MessageRows messages;
  private final DedupClaims dedup;
  private final JsonMapper json;
  private final Tally tally;

  IntakeWriter(
      Transactions transactions,
      MessageRows messages,
      DedupClaims dedup,
      JsonMapper json,
      Tally tally) {
    this.transactions = transactions;
    this.messages = messages;
    this.dedup = dedup;
    this.json = json;
    this.tally = tally;
  }

  /** A submission with the incarnation that is ready to send its messages at once, if one is. */
  record Item(Submission submission, @Nullable UUID owner) {}

  private record Key(UUID applicationId, UUID key) {
    static Key of(Submission submission) {
      return new Key(submission.applicationId(), Objects.requireNonNull(submission.key()).key());
    }
  }

  private record KeyRow(UUID requestHash, UUID requestId, String answer) {}

  List<Saved> write(List<Item> batch) {
    List<Saved> saved =
        transactions.run("save submissions", connection -> write(connection, batch));
    tally.accepted(batch, saved);
    return saved;
  }

  private List<Saved> write(Connection connection, List<Item> batch) throws SQLException {
    List<Submission> keyed =
        batch.stream().map(Item::submission).filter(item -> item.key() != null).toList();
    Set<UUID> losers = claimKeys(connection, keyed);
    List<Item> winners =
        batch.stream().filter(item -> !losers.contains(item.submission.requestId())).toList();
    Map<UUID, Saved.Line> duplicates =
        dedup.claim(
            connection,
            winners.stream().flatMap(item -> item.submission.messages().stream()).toList());
    if (!duplicates.isEmpty()) {
      correctAnswers(connection, winners, duplicates);
    }
    insertMessages(connection, winners, duplicates.keySet());
    Map<Key, KeyRow> earlier =
        losers.isEmpty()
            ? Map.of()
            : readKeys(
                connection, keyed.stream().filter(s -> losers.contains(s.requestId())).toList());
    return batch.stream()
        .map(item ->
            losers.contains(item.submission.requestId())
                ? replay(item.submission, earlier)
                : new Saved.Accepted(ack(item.submission, duplicates)))
        .toList();
  }

  /** Answers the requests whose key was somebody else's before. */
  private Set<UUID> claimKeys(Connection connection, List<Submission> keyed) throws SQLException {
    if (keyed.isEmpty()) {
      return Set.of();
    }
    List<Submission> sorted =
        keyed.stream()
            .sorted(
                Comparator.comparing((Submission s) -> Key.of(s).key)
                    .thenComparing(Submission::applicationId))
            .toList();
    int claimed;
    try (PreparedStatement statement = connection.prepareStatement(CLAIM_KEYS)) {
      claimed =
          new Columns<>(connection, sorted)
              .uuid(Submission::applicationId)
              .uuid(submission -> Key.of(submission).key)
              .uuid(submission -> submission.key() == null ? null : submission.key().requestHash())
              .uuid(Submission::requestId)
              .text(submission -> json.writeValueAsString(ack(submission, Map.of())))
              .bind(statement)
              .executeUpdate();
    }
    if (claimed == sorted.size()) {
      return Set.of();
    }
    Map<Key, KeyRow> rows = readKeys(connection, sorted);
    Set<UUID> losers = new HashSet<>();
    for (Submission submission : sorted) {
      KeyRow row = rows.get(Key.of(submission));
      if (row != null && !row.requestId.equals(submission.requestId())) {
        losers.add(submission.requestId());
      }
    }
    return losers;
  }

  private static Map<Key, KeyRow> readKeys(Connection connection, List<Submission> submissions)
      throws SQLException {
    Map<Key, KeyRow> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ_KEYS);
        ResultSet row =
            new Columns<>(connection, submissions)
                .uuid(Submission::applicationId)
                .uuid(submission -> Key.of(submission).key)
                .bind(statement)
                .executeQuery()) {
      while (row.next()) {
        rows.put(
            new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
            new KeyRow(
                row.getObject(3, UUID.class), row.getObject(4, UUID.class), row.getString(5)));
      }
    }
    return rows;
  }

  private void correctAnswers(
      Connection connection, List<Item> winners, Map<UUID, Saved.Line> duplicates)
      throws SQLException {
    List<Submission> changed =
        winners.stream()
            .map(Item::submission)
            .filter(submission -> submission.key() != null)
            .filter(s -> s.messages().stream().anyMatch(m -> duplicates.containsKey(m.id())))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CORRECT_ANSWERS)) {
      new Columns<>(connection, changed)
          .uuid(Submission::applicationId)
          .uuid(submission -> Key.of(submission).key)
          .text(submission -> json.writeValueAsString(ack(submission, duplicates)))
          .bind(statement)
          .executeUpdate();
    }
  }

  private void insertMessages(Connection connection, List<Item> winners, Set<UUID> duplicates)
      throws SQLException {
    List<MessageRows.Fresh> fresh = new ArrayList<>();
    for (Item item : winners) {
      for (NewMessage message : item.submission.messages()) {
        if (!duplicates.contains(message.id())) {
          fresh.add(new MessageRows.Fresh(message, message.dueAt() == null ? item.owner : null));
        }
      }
    }
    if (!fresh.isEmpty()) {
      messages.insert(connection, fresh);
    }
  }

  private static Saved.Ack ack(Submission submission, Map<UUID, Saved.Line> duplicates) {
    return new Saved.Ack(
        submission.requestId(),
        submission.messages().stream()
            .map(message -> duplicates.getOrDefault(message.id(), line(message)))
            .toList());
  }

  private static Saved.Line line(NewMessage message) {
    Leg leg = message.context().leg();
    return new Saved.Line(
        message.id(),
        leg.channel().name(),
        leg.destination().masked(),
        MessageState.PENDING,
        false);
  }

  private Saved replay(Submission submission, Map<Key, KeyRow> earlier) {
    KeyRow row = Objects.requireNonNull(earlier.get(Key.of(submission)));
    return submission.key() != null && row.requestHash.equals(submission.key().requestHash())
        ? new Saved.Replayed(json.readValue(row.answer, Saved.Ack.class))
        : new Saved.KeyReused(row.requestId);
  }
}
