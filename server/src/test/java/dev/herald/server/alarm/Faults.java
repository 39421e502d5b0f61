package dev.herald.server.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.server.intake.Company;
import dev.herald.server.platform.Ids;
import dev.herald.server.queue.Quarantined;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fault for each kind of alarm, by what the product counts and keeps of one; and the end of all.
 */
record Faults(Company company, ApplicationContext context, JdbcClient jdbc) {

  void begin() {
    failing();
    growing();
    unusual();
    waiting();
    house();
    costs();
    receipts();
    schedules();
    ending();
  }

  void end() {
    jdbc.sql("delete from schedule where code = 'missed'").update();
    jdbc.sql("delete from rollup").update();
    jdbc.sql("delete from rollup_of_all").update();
    jdbc.sql("delete from task where id not in (select id from message)").update();
    jdbc.sql("delete from spending").update();
    company.put(
        "/v1/sources/sms/price", "{currency: CNY, prices: {'*': 0.05}, packageLeft: 1000000}");
    jdbc.sql("delete from suppression").update();
    jdbc.sql("delete from process where home = 'other-host'").update();
    jdbc.sql("delete from process_disk where home = 'full-host'").update();
    jdbc.sql("update job set consecutive_failures = 0").update();
    jdbc.sql("delete from quarantine").update();
    jdbc.sql("update api_key set expires_at = null").update();
    jdbc.sql("delete from certificate_look").update();
    company.put("/v1/sources/gateway", "{connector: ntfy, settings: {token: open}}");
  }

  private void failing() {
    count("MINUTE", 0, "ENDED", "grant.vested", "sms", null, "FAILED", "", 40);
    count("MINUTE", 0, "CALLED", "team", "dingtalk", "robot", "", "REJECTED_SOURCE", 20);
    count("MINUTE", 0, "CALLED", "login.code", "sms", "sms", "", "THROTTLED", 40);
    count("MINUTE", 0, "CALLED", "login.code", "sms", "sms", "", "ACCEPTED", 40);
  }

  private void growing() {
    for (int ago = 12; ago >= 0; ago--) {
      count("MINUTE", ago, "CALLED", "once", "email", "mail", "", "ACCEPTED", 58 - 4 * ago);
    }
  }

  private void unusual() {
    for (int day = 1; day <= 7; day++) {
      for (int hour = -1; hour <= 2; hour++) {
        int ago = day * 24 * 60 + hour * 60;
        count("HOUR", ago, "ACCEPTED", "exercise.reminder", "sms", null, "", "", 50);
        count("HOUR", ago, "ACCEPTED", "grant.vested", "sms", null, "", "", 50);
      }
    }
    count("MINUTE", 0, "ACCEPTED", "grant.vested", "sms", null, "", "", 5_000);
    count("HOUR", 0, "ACCEPTED", "grant.vested", "sms", null, "", "", 5_000);
  }

  private void waiting() {
    UUID tenant = jdbc.sql("select id from tenant").query(UUID.class).single();
    UUID old = Ids.first(Instant.now().minus(Duration.ofMinutes(5)));
    jdbc.sql(
            """
            insert into task (id, lane, tenant_id, channel, state, due_at, attempts, deferrals,
              waits_for_code, waits_for_with)
            values (?, 'bulk', ?, 'email', 'PENDING', now() + interval '1 day', 1, 1,
              'SOURCE_FAILS', '{"source": "mail"}')
            """)
        .params(old, tenant)
        .update();
    jdbc.sql(
            """
            insert into task (id, lane, tenant_id, channel, state, due_at, attempts, source_id)
            select gen_random_uuid(), 'normal', ?, 'sms', 'UNKNOWN', now() + interval '1 day', 1,
              (select id from source where code = 'sms')
            from generate_series(1, 30)
            """)
        .param(tenant)
        .update();
  }

  private void costs() {
    company.put("/v1/applications/esop/budget", "{currency: CNY, perMonth: 100}");
    company.put("/v1/applications/ops/budget", "{currency: CNY, perMonth: 100}");
    company.put("/v1/sources/sms/price", "{currency: CNY, prices: {'*': 0.05}, packageLeft: 0}");
    jdbc.sql(
            """
            insert into spending (grain, start, application_id, node_id, tenant_id, channel,
              source_id, country, currency, messages, segments, amount)
            select 'DAY', date_trunc('day', now(), 'UTC'), a.id, gen_random_uuid(),
              gen_random_uuid(), 'sms', gen_random_uuid(), 'CN', 'CNY', 1000, 1000,
              case code when 'ops' then 90 else 120 end
            from application a where code in ('esop', 'ops')
            """)
        .update();
  }

  private void receipts() {
    company.put("/v1/alarm-rules", "{kind: RECEIPT_DROP, forSeconds: 0}");
    for (int hour = 2; hour < 6; hour++) {
      count("HOUR", hour * 60, "ENDED", "grant.vested", "sms", "sms", "SENT", "", 100);
      count("HOUR", hour * 60, "ENDED", "grant.vested", "sms", "sms", "DELIVERED", "", 90);
    }
    count("MINUTE", 0, "ENDED", "login.code", "sms", "sms", "SENT", "", 100);
    jdbc.sql(
            """
            insert into suppression (id, tenant_id, channel, address_key, address, cause)
            select gen_random_uuid(), (select id from tenant limit 1), 'email', gen_random_uuid(),
              '', 'BOUNCED'
            from generate_series(1, 120)
            """)
        .update();
  }

  private void schedules() {
    jdbc.sql(
            """
            insert into schedule (id, application_id, code, spec)
            select gen_random_uuid(), id, 'missed', '' from application where code = 'esop'
            """)
        .update();
    jdbc.sql(
            """
            insert into schedule_fire (id, schedule_id, slot, cause, state, spec, finished_at)
            select gen_random_uuid(), id, now(), 'RULE', 'FAILED', '', now()
            from schedule where code = 'missed'
            """)
        .update();
  }

  /** A key, a token among a source's settings, and a certificate. */
  private void ending() {
    jdbc.sql(
            """
            update api_key set expires_at = now() + interval '5 days', last_used_on = current_date
            where application_id = (select id from application where code = 'esop')
            """)
        .update();
    String claims =
        "{\"exp\": %d}".formatted(Instant.now().plus(Duration.ofDays(3)).getEpochSecond());
    company.put(
        "/v1/sources/gateway",
        "{connector: ntfy, settings: {token: eyJhbGciOiJub25lIn0.%s.x}}"
            .formatted(
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))));
    jdbc.sql(
            "insert into certificate_look (host, ends_at)"
                + " values ('herald.example.com', now() + interval '2 days')")
        .update();
  }

  private void house() {
    jdbc.sql(
            """
            insert into process (incarnation, home, pid, started_at, beat_at)
            values (gen_random_uuid(), 'other-host', 1, now() - interval '1 hour',
              now() - interval '50 seconds')
            """)
        .update();
    jdbc.sql("insert into process_disk (home, free, total) values ('full-host', 3, 100)").update();
    jdbc.sql("update job set consecutive_failures = 4 where task_name = 'forget-resends'").update();
    for (int i = 0; i < 12; i++) {
      Quarantined.record(context, "esop", "rubbish");
    }
  }

  /** As if so much had happened so many minutes ago. */
  private void count(
      String grain,
      int minutesAgo,
      String fact,
      String node,
      String channel,
      @Nullable String source,
      String state,
      String outcome,
      int count) {
    jdbc.sql(
            """
            with more as (
            insert into rollup (grain, start, fact, application_id, node_id, tenant_id, lane,
              channel, source_id, state, outcome, reason, count)
            select :grain, date_trunc(lower(:grain), now() - make_interval(mins => :ago), 'UTC'),
              :fact, application_id, id, (select id from tenant), lane, :channel,
              coalesce((select id from source where code = :source),
                '00000000-0000-0000-0000-000000000000'), :state, :outcome, '', :count
            from node where code = :node
            on conflict do nothing
            returning *)
            insert into rollup_of_all as known
            select grain, start, fact, channel, source_id, state, outcome, reason, count
            from more where grain <> 'DAY'
            on conflict (grain, start, fact, channel, source_id, state, outcome, reason)
              do update set count = known.count + excluded.count
            """)
        .param("grain", grain)
        .param("ago", minutesAgo)
        .param("fact", fact)
        .param("node", node)
        .param("channel", channel)
        .param("source", source)
        .param("state", state)
        .param("outcome", outcome)
        .param("count", count)
        .update();
  }
}
