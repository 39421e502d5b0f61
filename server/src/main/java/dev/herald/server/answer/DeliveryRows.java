package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.TraceReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lends deliveries that are due to one process at a time, and writes how its attempts went. Who
 * writes later than the loan was for, and another has tried meanwhile, changes nothing.
 */
@Repository
class DeliveryRows {
  private static final Logger log = LoggerFactory.getLogger(DeliveryRows.class);

  /** Longer than an attempt may take, so that only one process that died leaves one behind. */
  static final Duration LOAN = Duration.ofSeconds(60);

  private static final String CLAIM =
      """
      with due as (
        select d.id
        from unnest(?::uuid[], ?::int[]) as part (subscription_id, most)
        cross join lateral (
          select id from answer_delivery
          where subscription_id = part.subscription_id and state = 'WAITING' and due_at <= now()
          order by due_at limit part.most for update skip locked) d
      ), mine as (
        update answer_delivery set due_at = now() + make_interval(secs => ?),
          attempts = attempts + 1, tries = tries + 1
        from due where answer_delivery.id = due.id
        returning answer_delivery.id, subscription_id, answer_id, attempts, tries
      )
      select mine.id, mine.subscription_id, mine.answer_id, mine.attempts, mine.tries,
        answer.message_id, answer.body
      from mine join answer on answer.id = mine.answer_id
      """;
  private static final String SETTLE =
      """
      update answer_delivery set state = told.state, reason_code = told.code,
        reason_with = told.with_parameters::jsonb,
        due_at = now() + make_interval(secs => coalesce(told.delay, 0) / 1000.0),
        ended_at = case when told.state <> 'WAITING' then now() end
      from unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[])
        as told (id, attempt, state, delay, code, with_parameters)
      where answer_delivery.id = told.id and answer_delivery.state = 'WAITING'
        and answer_delivery.attempts = told.attempt
      returning answer_delivery.id
      """;
  private static final String KEEP =
      """
      insert into answer_attempt (delivery_id, attempt, duration_ms, status, reason_code,
        reason_with, excerpt)
      select id, attempt, duration, status, code, with_parameters::jsonb, excerpt
      from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[])
        as told (id, attempt, duration, status, code, with_parameters, excerpt)
      on conflict do nothing
      """;
  private static final String WELL =
      """
      update answer_subscription set failures = 0, failing_since = null, resting_until = null
      where id = ? and failures > 0
      """;

  /** It rests from some failures on, twice as long each time, or at once when it is gone. */
  private static final String ILL =
      """
      update answer_subscription set failures = failures + 1,
        failing_since = coalesce(failing_since, now()),
        resting_until = case
          when ?::boolean then now() + interval '1 hour'
          when failures + 1 >= ?::int and way = 'WEBHOOK' then now() + least(interval '1 hour',
            interval '10 seconds' * power(2, least(failures + 1 - ?::int, 20)))
        end
      where id = ?
      returning way = 'WEBHOOK' and off_at is null
        and failing_since < now() - make_interval(secs => ?) as over
      """;

  private static final String OFF =
      """
      update answer_subscription set off_at = now(), off_code = ?, off_with = ?::jsonb
      where id = ?
      """;
  private static final String GIVE_UP =
      """
      update answer_delivery set state = 'FAILED', ended_at = now(), reason_code = ?,
        reason_with = ?::jsonb
      where subscription_id = ? and state = 'WAITING'
      """;

  private final Transactions transactions;
  private final AnswerRows answers;
  private final AnswerSettings settings;
  private final JdbcClient jdbc;

  DeliveryRows(
      Transactions transactions, AnswerRows answers, AnswerSettings settings, JdbcClient jdbc) {
    this.transactions = transactions;
    this.answers = answers;
    this.settings = settings;
    this.jdbc = jdbc;
  }

  /** How many of a subscription may be taken. */
  record Part(UUID subscription, int most) {}

  List<Attempted.Due> claim(List<Part> parts) {
    return parts.isEmpty()
        ? List.of()
        : transactions.run("claim deliveries", connection -> claim(connection, parts));
  }

  private List<Attempted.Due> claim(Connection connection, List<Part> parts) throws SQLException {
    List<Attempted.Due> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      new Columns<>(connection, parts).uuid(Part::subscription).number(Part::most).bind(statement);
      statement.setDouble(3, LOAN.toSeconds());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID answer = row.getObject("answer_id", UUID.class);
          due.add(
              new Attempted.Due(
                  row.getObject("id", UUID.class),
                  row.getObject("subscription_id", UUID.class),
                  answer,
                  row.getInt("attempts"),
                  row.getInt("tries"),
                  row.getObject("message_id", UUID.class),
                  answers.open(answer, row.getBytes("body"))));
        }
      }
    }
    return due;
  }

  /**
   * @return for each whether it was written; false: another process has tried since
   */
  List<Boolean> settle(List<Attempted> attempts) {
    Set<UUID> written =
        transactions.run("settle deliveries", connection -> settle(connection, attempts));
    return attempts.stream().map(each -> written.contains(each.due().id())).toList();
  }

  private Set<UUID> settle(Connection connection, List<Attempted> attempts) throws SQLException {
    Set<UUID> written = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(SETTLE);
        ResultSet row =
            new Columns<>(connection, attempts)
                .uuid(each -> each.due().id())
                .number(each -> each.due().attempt())
                .text(Attempted::state)
                .number(Attempted::delayMillis)
                .text(Attempted::code)
                .text(Attempted::parameters)
                .bind(statement)
                .executeQuery()) {
      while (row.next()) {
        written.add(row.getObject(1, UUID.class));
      }
    }
    List<Attempted> kept = attempts.stream().filter(e -> written.contains(e.due().id())).toList();
    keep(connection, kept);
    judge(connection, kept);
    return written;
  }

  private static void keep(Connection connection, List<Attempted> attempts) throws SQLException {
    if (attempts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      new Columns<>(connection, attempts)
          .uuid(each -> each.due().id())
          .number(each -> each.due().attempt())
          .number(Attempted::durationMillis)
          .number(Attempted::status)
          .text(Attempted::code)
          .text(Attempted::parameters)
          .text(Attempted::excerpt)
          .bind(statement)
          .executeUpdate();
    }
  }

  /** The last word of each receiver counts, and one failure of many at a time. */
  private void judge(Connection connection, List<Attempted> attempts) throws SQLException {
    Map<UUID, Attempted.Verdict> last = new LinkedHashMap<>();
    for (Attempted each : attempts) {
      if (!(each.verdict() instanceof Attempted.Verdict.Failed(_, _, Attempted.Fault fault)
              && fault == Attempted.Fault.EVENT)
          && !(last.get(each.due().subscription()) instanceof Attempted.Verdict.Arrived)) {
        last.put(each.due().subscription(), each.verdict());
      }
    }
    for (Map.Entry<UUID, Attempted.Verdict> each : last.entrySet()) {
      switch (each.getValue()) {
        case Attempted.Verdict.Arrived _ -> execute(connection, WELL, each.getKey());
        case Attempted.Verdict.Failed failed -> ill(connection, each.getKey(), failed);
      }
    }
  }

  private void ill(Connection connection, UUID subscription, Attempted.Verdict.Failed failed)
      throws SQLException {
    boolean over = false;
    try (PreparedStatement statement = connection.prepareStatement(ILL)) {
      statement.setBoolean(1, failed.fault() == Attempted.Fault.GONE);
      statement.setInt(2, Subscription.TROUBLED);
      statement.setInt(3, Subscription.TROUBLED);
      statement.setObject(4, subscription);
      statement.setDouble(5, settings.switchOffAfter().toSeconds());
      try (ResultSet row = statement.executeQuery()) {
        over = row.next() && row.getBoolean("over");
      }
    }
    if (over) {
      switchOff(connection, subscription, failed.reason());
    }
  }

  private void switchOff(Connection connection, UUID subscription, Reason last)
      throws SQLException {
    Reason why = new TraceReason.EndpointFailedLong((int) settings.switchOffAfter().toDays(), last);
    execute(connection, OFF, why.code(), ReasonJson.write(why), subscription);
    log.warn(
        "The subscription {} is switched off: nothing has arrived for {} days",
        subscription,
        settings.switchOffAfter().toDays());
    Reason off = new TraceReason.SubscriptionOff(why);
    execute(connection, GIVE_UP, off.code(), ReasonJson.write(off), subscription);
  }

  private static void execute(Connection connection, String change, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Lets go of what waits for a subscription; joins the caller's transaction. */
  void giveUp(UUID subscription, Reason why) {
    jdbc.sql(GIVE_UP).param(why.code()).param(ReasonJson.write(why)).param(subscription).update();
  }
}
