package dev.herald.server.task.store;

import dev.herald.server.platform.database.Columns;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The table of idempotency keys: which request had a key first, and what it was answered. */
final class IdempotencyRows {
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

  private final JsonMapper json;

  IdempotencyRows(JsonMapper json) {
    this.json = json;
  }

  /** Whose key. */
  record Key(UUID applicationId, UUID key) {
    static Key of(Submission submission) {
      return new Key(submission.applicationId(), keyOf(submission).key());
    }
  }

  /** A row of the table. */
  record Row(UUID requestHash, UUID requestId, String answer) {}

  private static Submission.IdempotencyKey keyOf(Submission submission) {
    return Objects.requireNonNull(submission.key());
  }

  /**
   * Claims the keys of submissions that have one.
   *
   * @param answer what is answered if the key is new
   * @return the requests whose key was somebody else's before
   */
  Set<UUID> claim(
      Connection connection, List<Submission> keyed, Function<Submission, Saved.Ack> answer)
      throws SQLException {
    if (keyed.isEmpty()) {
      return Set.of();
    }
    List<Submission> sorted =
        keyed.stream()
            .sorted(
                Comparator.comparing((Submission s) -> keyOf(s).key())
                    .thenComparing(Submission::applicationId))
            .toList();
    int claimed;
    try (PreparedStatement statement = connection.prepareStatement(CLAIM_KEYS)) {
      claimed =
          new Columns<>(connection, sorted)
              .uuid(Submission::applicationId)
              .uuid(submission -> keyOf(submission).key())
              .uuid(submission -> keyOf(submission).requestHash())
              .uuid(Submission::requestId)
              .text(submission -> json.writeValueAsString(answer.apply(submission)))
              .bind(statement)
              .executeUpdate();
    }
    return claimed == sorted.size() ? Set.of() : losers(sorted, read(connection, keys(sorted)));
  }

  private static Set<UUID> losers(List<Submission> submissions, Map<Key, Row> rows) {
    Set<UUID> losers = new HashSet<>();
    for (Submission submission : submissions) {
      Row row = rows.get(Key.of(submission));
      if (row != null && !row.requestId.equals(submission.requestId())) {
        losers.add(submission.requestId());
      }
    }
    return losers;
  }

  static List<Key> keys(List<Submission> submissions) {
    return submissions.stream().map(Key::of).toList();
  }

  Map<Key, Row> read(Connection connection, List<Key> keys) throws SQLException {
    Map<Key, Row> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ_KEYS);
        ResultSet row =
            new Columns<>(connection, keys)
                .uuid(Key::applicationId)
                .uuid(Key::key)
                .bind(statement)
                .executeQuery()) {
      while (row.next()) {
        rows.put(
            new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
            new Row(row.getObject(3, UUID.class), row.getObject(4, UUID.class), row.getString(5)));
      }
    }
    return rows;
  }

  /** Answers given to new keys turned out otherwise, since some messages existed before. */
  void correct(
      Connection connection, List<Submission> changed, Function<Submission, Saved.Ack> answer)
      throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CORRECT_ANSWERS)) {
      new Columns<>(connection, changed)
          .uuid(Submission::applicationId)
          .uuid(submission -> keyOf(submission).key())
          .text(submission -> json.writeValueAsString(answer.apply(submission)))
          .bind(statement)
          .executeUpdate();
    }
  }

  /** What is answered to another request with the key of this row. */
  Saved replay(Row row, Submission.IdempotencyKey key) {
    return key.isOf(row.requestHash)
        ? new Saved.Replayed(json.readValue(row.answer, Saved.Ack.class))
        : new Saved.KeyReused(row.requestId);
  }
}
