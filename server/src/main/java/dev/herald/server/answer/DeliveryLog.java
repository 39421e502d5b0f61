package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.Thing;
import dev.herald.server.task.Remnants;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was delivered to a subscription and what was not, for people; and once more. */
@Repository
class DeliveryLog implements Remnants {
  private static final String KIND = "subscription";
  private static final int AT_ONCE = 5_000;
  private static final String SELECT =
      """
      select d.id, d.answer_id, d.state, d.attempts, d.ended_at, d.reason_code, d.reason_with,
        case when d.state = 'WAITING' then d.due_at end as due_at,
        answer.type, answer.message_id, answer.at,
        (select status from answer_attempt
         where delivery_id = d.id order by attempt desc limit 1) as status
      from answer_delivery d join answer on answer.id = d.answer_id
      """;

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final AnswerRows answers;
  private final CloudEvents events;
  private final SubscriptionRows subscriptions;
  private final AuditLog audit;
  private final Clock clock;

  DeliveryLog(
      JdbcClient jdbc,
      Transactions transactions,
      AnswerRows answers,
      CloudEvents events,
      SubscriptionRows subscriptions,
      AuditLog audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.answers = answers;
    this.events = events;
    this.subscriptions = subscriptions;
    this.audit = audit;
    this.clock = clock;
  }

  /** What can become of a delivery. */
  enum State {
    WAITING,
    DELIVERED,
    FAILED
  }

  /**
   * A delivery.
   *
   * @param event the id of its CloudEvent
   * @param at when what it tells of happened
   * @param status of the last answer
   * @param reason why the last attempt failed
   */
  record Line(
      UUID id,
      UUID event,
      String type,
      @Nullable UUID message,
      Instant at,
      State state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant endedAt,
      @Nullable Integer status,
      @Nullable Reason reason) {}

  /** One attempt. */
  record Attempt(
      int attempt,
      Instant at,
      int durationMillis,
      @Nullable Integer status,
      @Nullable Reason reason,
      @Nullable String excerpt) {}

  /**
   * Newest first.
   *
   * @param state null: any
   * @param before a delivery; null: from the newest
   */
  List<Line> list(UUID subscription, @Nullable State state, @Nullable UUID before, int most) {
    return jdbc.sql(
            SELECT
                + """
                where d.subscription_id = :subscription
                  and (cast(:state as text) is null or d.state = :state)
                  and (cast(:before as uuid) is null or d.id < :before)
                order by d.id desc limit :most
                """)
        .param("subscription", subscription)
        .param("state", state == null ? null : state.name())
        .param("before", before)
        .param("most", most)
        .query(DeliveryLog::line)
        .list();
  }

  /**
   * @throws RequestProblem.NotFound when the subscription has none with this id
   */
  Line get(UUID subscription, UUID id) {
    return jdbc.sql(SELECT + "where d.subscription_id = ? and d.id = ?")
        .params(subscription, id)
        .query(DeliveryLog::line)
        .optional()
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.ANSWER, id));
  }

  /** The CloudEvent. */
  String body(Line line) {
    return new String(
        jdbc.sql("select body from answer where id = ?")
            .param(line.event)
            .query((row, _) -> answers.open(line.event, row.getBytes("body")))
            .single(),
        StandardCharsets.UTF_8);
  }

  /** The first first. */
  List<Attempt> attempts(UUID delivery) {
    return jdbc.sql("select * from answer_attempt where delivery_id = ? order by attempt")
        .param(delivery)
        .query((row, _) ->
            new Attempt(
                row.getInt("attempt"),
                Objects.requireNonNull(SubscriptionRows.instant(row, "at")),
                row.getInt("duration_ms"),
                row.getObject("status", Integer.class),
                reason(row),
                row.getString("excerpt")))
        .list();
  }

  /** Has one delivered once more, whatever became of it. */
  @Transactional
  void replay(Subscription to, UUID id) {
    requireOn(to);
    get(to.id(), id);
    again(
        "where subscription_id = :subscription and id = :id",
        Map.of("subscription", to.id(), "id", id));
    subscriptions.wake(to.id());
    audit.record(Act.of("subscription.replayed", KIND, to.name()).with(Map.of("delivery", id)));
  }

  /**
   * Has all delivered once more that failed.
   *
   * @param since when what they tell of was noted, at the earliest
   * @return how many
   */
  @Transactional
  int replayFailed(Subscription to, Instant since) {
    requireOn(to);
    int replayed =
        again(
            """
            where subscription_id = :subscription and state = 'FAILED' and answer_id >= :first\
            """,
            Map.of("subscription", to.id(), "first", Ids.first(since)));
    subscriptions.wake(to.id());
    audit.record(
        Act.of("subscription.replayed", KIND, to.name())
            .with(Map.of("since", since.toString(), "deliveries", replayed)));
    return replayed;
  }

  private int again(String which, Map<String, Object> parameters) {
    return jdbc.sql(
            """
            update answer_delivery set state = 'WAITING', due_at = now(), tries = 0,
              ended_at = null, reason_code = null, reason_with = null
            """
                + which)
        .params(parameters)
        .update();
  }

  /** Sends an event that shows that it arrives, whatever the subscription hears. */
  Line test(Subscription to) {
    requireOn(to);
    UUID delivery = Ids.next();
    Answer answer =
        events.ofTest(
            new CloudEvents.AnswerAbout(to.applicationId(), to.application()),
            to.code(),
            clock.instant());
    transactions.run(
        "send a test event",
        connection -> {
          answers.insert(
              connection,
              List.of(answer),
              List.of(new AnswerRows.Sent(delivery, answer.id(), to.id())));
          return true;
        });
    subscriptions.wake(to.id());
    audit.record(Act.of("subscription.tested", KIND, to.name()));
    return get(to.id(), delivery);
  }

  private static void requireOn(Subscription to) {
    if (to.off() != null) {
      throw new RequestProblem.Conflict(new ProblemReason.SubscriptionIsOff(to.code()));
    }
  }

  /** Lets go of what is older and waits no more, some at a time. */
  void forget(Duration kept) {
    UUID first = Ids.first(clock.instant().minus(kept));
    for (int gone = AT_ONCE; gone == AT_ONCE; ) {
      gone =
          jdbc.sql(
                  """
                  delete from answer where id in (
                    select id from answer
                    where id < ? and not exists (
                      select from answer_delivery
                      where answer_id = answer.id and state = 'WAITING')
                    order by id limit ?)
                  """)
              .params(first, AT_ONCE)
              .update();
    }
  }

  @Override
  public String name() {
    return "answers";
  }

  /**
   * No index leads from a message to its answers, since each answer would pay for it: they are
   * looked for in all that are kept, which are those of days.
   */
  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql("delete from answer where message_id = any (?)")
        .param(messages.toArray(UUID[]::new))
        .update();
  }

  @Override
  public boolean goByThemselves() {
    return true;
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getObject("id", UUID.class),
        row.getObject("answer_id", UUID.class),
        row.getString("type"),
        row.getObject("message_id", UUID.class),
        Objects.requireNonNull(SubscriptionRows.instant(row, "at")),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        SubscriptionRows.instant(row, "due_at"),
        SubscriptionRows.instant(row, "ended_at"),
        row.getObject("status", Integer.class),
        reason(row));
  }

  private static @Nullable Reason reason(ResultSet row) throws SQLException {
    String code = row.getString("reason_code");
    return code == null ? null : ReasonJson.read(code, row.getString("reason_with"));
  }
}
