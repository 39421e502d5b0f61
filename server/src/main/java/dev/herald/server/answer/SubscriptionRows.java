package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.outgoing.SigningSecrets;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps subscriptions, and the secrets that they sign with. */
@Repository
class SubscriptionRows implements SigningSecrets {
  private static final String SELECT =
      """
      select s.id, s.application_id, a.code as application, s.code, s.way, s.url, s.types, s.nodes,
        s.created_at,
        (select max(o.ends_at) from answer_old_secret o
          where o.subscription_id = s.id and o.ends_at > now()) as old_secret_end,
        s.failures, s.failing_since, s.resting_until, s.off_at, s.off_code, s.off_with
      from answer_subscription s join application a on a.id = s.application_id
      """;

  private static final int MOST_OLD_SECRETS = 10;

  private final JdbcClient jdbc;
  private final Vault vault;

  SubscriptionRows(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  List<Subscription> all() {
    return jdbc.sql(SELECT + "order by a.code, s.code").query(this::read).list();
  }

  List<Subscription> of(UUID application) {
    return jdbc.sql(SELECT + "where s.application_id = ? order by s.code")
        .param(application)
        .query(this::read)
        .list();
  }

  Optional<Subscription> find(UUID application, String code) {
    return jdbc.sql(SELECT + "where s.application_id = ? and s.code = ?")
        .params(application, code)
        .query(this::read)
        .optional();
  }

  /** Those that hear something, and do not rest. */
  List<Subscription> awake() {
    return jdbc.sql(
            SELECT
                + """
                where s.off_at is null
                  and (s.resting_until is null or s.resting_until <= now())
                """)
        .query(this::read)
        .list();
  }

  boolean hasOpen(UUID application) {
    return jdbc.sql(
            """
            select exists (
              select from answer_subscription where application_id = ? and off_at is null)
            """)
        .param(application)
        .query(Boolean.class)
        .single();
  }

  void insert(UUID application, String code, SubscriptionSpec spec, String secret) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into answer_subscription (id, application_id, code, way, url, types, nodes, secret)
            values (?, ?, ?, 'WEBHOOK', ?, ?, ?, ?)
            """)
        .params(id, application, code)
        .param(spec.url())
        .param(array(spec.types()))
        .param(array(spec.nodes()))
        .param(vault.seal(secret, context(id)))
        .update();
  }

  /** Changes what it hears, and where. Another address begins without failures. */
  void update(UUID id, SubscriptionSpec spec) {
    jdbc.sql(
            """
            update answer_subscription set
              failures = case when url = ? then failures else 0 end,
              failing_since = case when url = ? then failing_since end,
              resting_until = case when url = ? then resting_until end,
              url = ?, types = ?, nodes = ?
            where id = ?
            """)
        .param(spec.url())
        .param(spec.url())
        .param(spec.url())
        .param(spec.url())
        .param(array(spec.types()))
        .param(array(spec.nodes()))
        .param(id)
        .update();
  }

  private static String[] array(@Nullable List<@Nullable String> texts) {
    return texts == null ? new String[0] : texts.toArray(String[]::new);
  }

  void switchOn(UUID id) {
    jdbc.sql(
            """
            update answer_subscription set off_at = null, off_code = null, off_with = null,
              failures = 0, failing_since = null, resting_until = null
            where id = ?
            """)
        .param(id)
        .update();
  }

  /** From now on nothing is recorded for it. */
  void switchOff(UUID id, Reason why) {
    jdbc.sql(
            """
            update answer_subscription
            set off_at = now(), off_code = ?, off_with = cast(? as jsonb) where id = ?
            """)
        .param(why.code())
        .param(ReasonJson.write(why))
        .param(id)
        .update();
  }

  /** Has it tried at once, although it failed before. */
  void wake(UUID id) {
    jdbc.sql("update answer_subscription set resting_until = null where id = ?").param(id).update();
  }

  void delete(UUID id) {
    jdbc.sql("delete from answer_subscription where id = ?").param(id).update();
  }

  /**
   * Of many that were replaced soon after one another the newest stay.
   *
   * @param overlap how long the present secret signs beside the new one; none: those before it end
   *     at once, too
   */
  void replaceSecret(UUID id, String secret, Duration overlap) {
    jdbc.sql(
            """
            delete from answer_old_secret where subscription_id = ? and (? = 0 or ends_at <= now()
              or replaced_at not in (select replaced_at from answer_old_secret
                where subscription_id = ? order by replaced_at desc limit ?))
            """)
        .params(id, overlap.toSeconds(), id, MOST_OLD_SECRETS - 1)
        .update();
    jdbc.sql(
            """
            insert into answer_old_secret (subscription_id, secret, ends_at)
            select id, secret, now() + make_interval(secs => ?) from answer_subscription where id = ?
            """)
        .params((double) overlap.toSeconds(), id)
        .update();
    jdbc.sql(
            """
            update answer_subscription set old_secret = secret,
              old_secret_end = now() + make_interval(secs => ?), secret = ?
            where id = ?
            """)
        .params((double) overlap.toSeconds(), vault.seal(secret, context(id)), id)
        .update();
  }

  /** All that sign now, the newest first, separated by spaces. */
  Optional<String> secrets(UUID id) {
    List<String> secrets =
        jdbc.sql(
                """
                select secret from (
                  select secret, 'infinity'::timestamptz as replaced_at from answer_subscription
                  where id = :id and secret is not null
                  union all
                  select secret, replaced_at from answer_old_secret
                  where subscription_id = :id and ends_at > now()) signing
                order by replaced_at desc
                """)
            .param("id", id)
            .query((row, _) -> vault.openText(row.getBytes("secret"), context(id)))
            .list();
    return secrets.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", secrets));
  }

  @Override
  public Set<String> signingSecrets() {
    return Set.copyOf(
        jdbc.sql(
                """
                select id, secret from answer_subscription where secret is not null
                union all
                select subscription_id, secret from answer_old_secret where ends_at > now()
                """)
            .query((row, _) ->
                vault.openText(row.getBytes("secret"), context(row.getObject("id", UUID.class))))
            .list());
  }

  private static SealContext context(UUID id) {
    String place = "answer_subscription/%s/secret".formatted(id);
    return SealContext.of(place, place);
  }

  /**
   * Makes or renews the subscription of a topic that this process has in its configuration. That of
   * an application that is made later is made with it, by a trigger.
   *
   * @param application by code
   */
  void want(String application, String code, Duration time) {
    jdbc.sql(
            """
            with topic as (
              insert into answer_topic (application, code, wanted_until)
              values (?, ?, now() + make_interval(secs => ?))
              on conflict (application, code) do update set wanted_until = excluded.wanted_until
              returning application, code, wanted_until)
            insert into answer_subscription (id, application_id, code, way, types, nodes, wanted_until)
            select ?, a.id, topic.code, 'TOPIC', '{}', '{}', topic.wanted_until
            from topic join application a on a.code = topic.application
            on conflict (application_id, code) do update set wanted_until = excluded.wanted_until
            where answer_subscription.way = 'TOPIC'
            """)
        .params(application, code, (double) time.toSeconds(), Ids.next())
        .update();
  }

  void forgetUnwanted() {
    jdbc.sql("delete from answer_topic where wanted_until < now()").update();
    jdbc.sql("delete from answer_subscription where wanted_until < now()").update();
  }

  private Subscription read(ResultSet row, int number) throws SQLException {
    Instant off = instant(row, "off_at");
    return new Subscription(
        row.getObject("id", UUID.class),
        row.getObject("application_id", UUID.class),
        row.getString("application"),
        row.getString("code"),
        Subscription.Way.valueOf(row.getString("way")),
        row.getString("url"),
        AnswerRows.texts(row, "types"),
        AnswerRows.texts(row, "nodes"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "old_secret_end"),
        new Subscription.Health(
            row.getInt("failures"), instant(row, "failing_since"), instant(row, "resting_until")),
        off == null
            ? null
            : new Subscription.Off(
                off, ReasonJson.read(row.getString("off_code"), row.getString("off_with"))));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
