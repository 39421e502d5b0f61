package dev.herald.server.answer;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes events, and what is to be delivered to whom. */
@Component
class AnswerRows {
  private static final String INSERT_ANSWERS =
      """
      insert into answer (id, application_id, type, message_id, at, body)
      select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[],
        ?::bytea[])
      """;
  private static final String INSERT_DELIVERIES =
      """
      insert into answer_delivery (id, answer_id, subscription_id)
      select sent.id, sent.answer, subscription.id
      from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as sent (id, answer, subscription)
        join answer_subscription subscription on subscription.id = sent.subscription
      for key share of subscription
      """;
  private static final String OPEN =
      """
      select id, application_id, types, nodes from answer_subscription where off_at is null
      """;

  private final Vault vault;

  AnswerRows(Vault vault) {
    this.vault = vault;
  }

  /** What a subscription wants to hear. */
  private record Wanted(UUID id, UUID application, List<String> types, List<String> nodes) {
    boolean takes(Answer answer) {
      return application.equals(answer.application())
          && (types.isEmpty() || types.contains(answer.type()))
          && (nodes.isEmpty() || answer.node() == null || nodes.contains(answer.node()));
    }
  }

  /** An event on its way to a subscription. */
  record Sent(UUID delivery, UUID answer, UUID subscription) {}

  /** Writes events for whoever wants them; those that nobody wants are not kept. */
  void write(Connection connection, List<Answer> answers) throws SQLException {
    List<Wanted> open = open(connection);
    List<Answer> heard = new ArrayList<>();
    List<Sent> sent = new ArrayList<>();
    for (Answer answer : answers) {
      List<Wanted> takers = open.stream().filter(each -> each.takes(answer)).toList();
      if (!takers.isEmpty()) {
        heard.add(answer);
        takers.forEach(taker -> sent.add(new Sent(Ids.next(), answer.id(), taker.id)));
      }
    }
    insert(connection, heard, sent);
  }

  void insert(Connection connection, List<Answer> answers, List<Sent> sent) throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT_ANSWERS)) {
      new Columns<>(connection, answers)
          .uuid(Answer::id)
          .uuid(Answer::application)
          .text(Answer::type)
          .uuid(Answer::message)
          .time(Answer::at)
          .bytes(answer -> vault.seal(answer.body(), context(answer.id())))
          .bind(statement)
          .executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT_DELIVERIES)) {
      new Columns<>(connection, sent)
          .uuid(Sent::delivery)
          .uuid(Sent::answer)
          .uuid(Sent::subscription)
          .bind(statement)
          .executeUpdate();
    }
  }

  byte[] open(UUID id, byte[] sealed) {
    return vault.open(sealed, context(id));
  }

  private static SealContext context(UUID id) {
    String place = "answer/" + id;
    return SealContext.of(place, place);
  }

  private static List<Wanted> open(Connection connection) throws SQLException {
    List<Wanted> open = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OPEN);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        open.add(
            new Wanted(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                texts(row, "types"),
                texts(row, "nodes")));
      }
    }
    return open;
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(column).getArray()).map(String::valueOf).toList();
  }
}
