package dev.herald.server.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import dev.herald.server.platform.Ids;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What counts against a quota or a cap, and what becomes of resend jobs that can't go on. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.retry.attempts=1",
      "herald.resends.pause=20ms"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResendRulesIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
    node("esop", "plain", "{fallback: [email, sms]}");
  }

  @BeforeEach
  void theProvidersBehave() {
    sandbox.rules().clear();
  }

  private void node(String application, String code, String plan) {
    company.put(
        "/v1/applications/%s/nodes/%s".formatted(application, code),
        """
        {name: N, plan: %s, locale: en,
         schema: {type: object, properties: {a: {type: [string, 'null']}, n: {type: number}}},
         templates: [
          {channel: email, content: {subject: 'S {{a}}', text: '{{a}} {{n}}'}},
          {channel: sms, content: {template: '1001', params: ['{{a}}']}},
          {channel: dingtalk, content: {title: T, markdown: 'D {{a}}'}}]}
        """
            .formatted(plan));
  }

  private Api.Answer keyed(Api api, String path, String key, String body, String type) {
    return api.send(
        HttpRequest.newBuilder(api.base().resolve(path))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", type)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private List<String> ids(Api.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer
        .json()
        .path("messages")
        .valueStream()
        .map(line -> line.path("id").asString())
        .toList();
  }

  // --- another time ---

  private String later(String to, String at) {
    return ids(administrator.post(
            "/v1/messages",
            Company.json(
                "{application: esop, node: plain, tenant: acme, channels: [email], expiresIn: 1h, to: [%s], at: %s, data: {a: x}}"
                    .formatted(to, at))))
        .getFirst();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  private void awaitState(String id, String state) {
    await().atMost(SOON).until(() -> message(id).path("state").asString().equals(state));
  }

  @Test
  void a_time_of_day_is_the_recipient_s() {
    company.put(
        "/v1/tenants/acme/recipients/far",
        "{name: Far, zone: Pacific/Auckland, addresses: {email: far@acme.example}}");
    String at = "{date: '%s', time: '09:00'}".formatted(LocalDate.now(ZoneOffset.UTC).plusDays(9));
    String day = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();

    String known = later("{recipient: far}", at);
    String unknown = later("{email: near@acme.example}", at);

    assertThat(message(known).path("dueAt").asString())
        .isEqualTo(
            LocalDate.parse(day)
                .atTime(9, 0)
                .atZone(ZoneId.of("Pacific/Auckland"))
                .toInstant()
                .toString());
    ZoneId tenant = ZoneId.of(administrator.get("/v1/tenants/acme").json().path("zone").asString());
    assertThat(message(unknown).path("dueAt").asString())
        .isEqualTo(LocalDate.parse(day).atTime(9, 0).atZone(tenant).toInstant().toString());
    administrator.post("/v1/messages/" + known + "/cancel", "");
    administrator.post("/v1/messages/" + unknown + "/cancel", "");
  }

  @Test
  void what_waits_is_given_another_time_with_its_expiry_and_sent_at_once_when_wanted() {
    Instant due = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    String id = later("{email: moved@acme.example}", "'%s'".formatted(due));
    String path = "/v1/messages/" + id + "/reschedule";

    Instant other = due.plus(Duration.ofDays(3));
    Api.Answer moved = administrator.post(path, "{\"at\": \"%s\"}".formatted(other));
    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
    JsonNode message = message(id);
    assertThat(message.path("dueAt").asString()).isEqualTo(other.toString());
    assertThat(message.path("expiresAt").asString())
        .isEqualTo(other.plus(Duration.ofHours(1)).toString());
    assertThat(message.path("trace").valueStream().map(step -> step.path("code").asString()))
        .containsExactly("ACCEPTED_WITH", "RESCHEDULED");
    assertThat(message.at("/trace/0/parameters/dueAt").asString())
        .as("as it was accepted")
        .isEqualTo(due.toString());
    assertThat(message.at("/standing/code").asString()).isEqualTo("IS_SCHEDULED");

    Api.Answer far = administrator.post(path, "{\"at\": \"2999-01-01T00:00:00Z\"}");
    assertThat(far.wrongFields()).containsExactly("at");

    Instant before = Instant.now();
    Api.Answer now = administrator.post(path, "{\"at\": \"2020-01-01T00:00:00Z\"}");
    Instant dueNow = Instant.parse(now.json().path("dueAt").asString());
    assertThat(dueNow).isBetween(before.minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(dueNow)
        .as("as finely as it is kept")
        .isEqualTo(dueNow.truncatedTo(ChronoUnit.MICROS));
    awaitState(id, "SENT");
    assertThat(message(id).at("/trace/0/parameters/dueAt").asString()).isEqualTo(due.toString());
    Api.Answer late = administrator.post(path, "{}");
    assertThat(late.status()).as(late.toString()).isEqualTo(409);
    assertThat(late.text()).contains("MESSAGE_NOT_WAITING");
  }

  @Test
  void all_that_fit_a_filter_are_given_another_time_or_called_off() {
    String reference = UUID.randomUUID().toString();
    String filter = "{\"filter\": {\"reference\": \"%s\"}%s}";
    List<String> ids =
        ids(
            administrator.post(
                "/v1/messages",
                Company.json(
                    "{application: esop, node: plain, tenant: acme, channels: [email], reference: %s, to: [{email: m1@acme.example}, {email: m2@acme.example}], at: {time: '09:00', date: '%s'}, data: {a: x}}"
                        .formatted(reference, LocalDate.now(ZoneOffset.UTC).plusDays(9)))));
    Instant other = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);

    assertThat(counted("/v1/reschedules/preview", filter.formatted(reference, ""))).isEqualTo(2);
    done(
        administrator.post(
            "/v1/reschedules", filter.formatted(reference, ", \"at\": \"%s\"".formatted(other))));
    ids.forEach(id -> assertThat(message(id).path("dueAt").asString()).isEqualTo(other.toString()));

    assertThat(counted("/v1/cancellations/preview", filter.formatted(reference, ""))).isEqualTo(2);
    done(administrator.post("/v1/cancellations", filter.formatted(reference, "")));
    assertThat(counted("/v1/cancellations/preview", filter.formatted(reference, ""))).isZero();
    ids.forEach(id -> assertThat(message(id).path("state").asString()).isEqualTo("CANCELLED"));
  }

  private int counted(String preview, String order) {
    return administrator.post(preview, order).json().path("count").asInt();
  }

  private void done(Api.Answer made) {
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String job = "/v1/resends/" + made.json().path("id").asString();
    await()
        .atMost(SOON)
        .until(() -> administrator.get(job).json().path("state").asString().equals("DONE"));
    assertThat(administrator.get(job).json().path("resent").asInt()).isEqualTo(2);
  }

  // --- quota, rate and caps ---

  private Api limited(String application, String limit) {
    String path = "/v1/applications/" + application;
    company.put(path, "{name: Limited, owner: Li, %s}".formatted(limit));
    node(application, "plain", "{fallback: [email, sms]}");
    return administrator.with(administrator.post(path + "/keys", "").json().path("key").asString());
  }

  private String failed(Api api, String address) {
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.BUSY)).provider("smtp"));
    String id =
        ids(api.post(
                "/v1/messages",
                Company.json(
                    "{node: plain, tenant: acme, channels: [email], to: [{email: %s, phone: '13800138001'}], data: {a: x}}"
                        .formatted(address))))
            .getFirst();
    await()
        .atMost(SOON)
        .until(
            () -> api.get("/v1/messages/" + id).json().path("state").asString().equals("FAILED"));
    sandbox.rules().clear();
    return id;
  }

  @Test
  void a_resend_counts_against_the_quota_and_an_answer_given_again_does_not() {
    Api two = limited("two-a-day", "quota: 2 per day");
    String resend = "/v1/messages/" + failed(two, "quota@acme.example") + "/resend";

    Api.Answer first = keyed(two, resend, "again", "{}", "application/json");
    assertThat(first.status()).as(first.toString()).isEqualTo(202);
    for (int i = 0; i < 3; i++) {
      assertThat(keyed(two, resend, "again", "{}", "application/json").json())
          .isEqualTo(first.json());
    }
    Api.Answer more = two.post(resend, "{}");
    assertThat(more.status()).as(more.toString()).isEqualTo(429);
    assertThat(more.text()).contains("2 per day");
    assertThat(two.post(resend, "{\"channel\": \"email\"}").status()).isEqualTo(429);
  }

  @Test
  void answers_given_again_leave_the_quota_to_new_messages() {
    Api two = limited("two-more", "quota: 2 per day");
    String body = Company.json("{node: plain, tenant: acme, to: [{email: q@acme.example}]}");
    for (int i = 0; i < 3; i++) {
      assertThat(keyed(two, "/v1/messages", "one", body, "application/json").status())
          .isEqualTo(202);
    }

    assertThat(keyed(two, "/v1/messages", "two", body, "application/json").status()).isEqualTo(202);
    assertThat(keyed(two, "/v1/messages", "three", body, "application/json").status())
        .isEqualTo(429);
    assertThat(keyed(two, "/v1/messages", "one", body, "application/json").status()).isEqualTo(202);
  }

  @Test
  void a_test_send_takes_a_permit_of_the_sources_cap() {
    company.put(
        "/v1/sources/capped",
        "{connector: smtp, caps: ['2 per hour'], settings: {host: smtp.acme.example, from:"
            + " hr@acme.example}}");
    administrator.post("/v1/sources/capped/pause", "");
    String order = "{\"to\": \"cap@acme.example\"}";
    String template =
        Company.json(
            "{channel: email, tenant: acme, to: cap@acme.example, source: capped, data: {a: x}}");
    assertThat(administrator.post("/v1/sources/capped/test", order).status()).isEqualTo(200);
    assertThat(administrator.post("/v1/applications/esop/nodes/plain/test", template).status())
        .isEqualTo(200);

    Api.Answer third = administrator.post("/v1/sources/capped/test", order);
    Api.Answer fourth = administrator.post("/v1/applications/esop/nodes/plain/test", template);

    assertThat(third.status()).as(third.toString()).isEqualTo(429);
    assertThat(third.text()).contains("capped", "2 per hour");
    assertThat(third.response().headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.destination("cap@acme.example"))).hasSize(2);
    administrator.delete("/v1/sources/capped");
  }

  // --- resend jobs ---

  private JsonNode job(String id) {
    return administrator.get("/v1/resends/" + id).json();
  }

  private String made(String filter) {
    Api.Answer made =
        administrator.post("/v1/resends", "{\"filter\": %s, \"perSecond\": 100}".formatted(filter));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  @Test
  void a_job_that_always_fails_ends_with_a_reason_and_others_go_on() {
    UUID broken = Ids.next();
    jdbc.sql(
            """
            insert into resend_job
              (id, state, filter, per_second, requested_by, created_at, total, position)
            values (?, 'RUNNING', ?, 50, 'li.lei', now() - interval '1 hour', 1, ?)
            """)
        .params(broken, "no sealed value".getBytes(StandardCharsets.UTF_8), broken)
        .update();
    String id = failed(company.esop, "job@acme.example");
    String later = made("{\"destination\": \"job@acme.example\"}");

    await().atMost(SOON).until(() -> job(later).path("state").asString().equals("DONE"));
    assertThat(job(later).path("resent").asInt()).isEqualTo(1);
    assertThat(company.message(id).path("trace").toString()).contains("RESENT");
    await()
        .atMost(SOON)
        .until(() -> job(broken.toString()).path("state").asString().equals("FAILED"));
    assertThat(job(broken.toString()).at("/problem/code").asString()).isEqualTo("ERROR_INSIDE");
    assertThat(administrator.get("/v1/resends").json().path("items").toString())
        .contains("\"FAILED\"");
  }

  @Test
  void a_job_whose_filter_names_what_is_gone_fails_and_says_so() {
    company.put("/v1/tenants/gone", "{name: Gone, locale: en, zone: UTC}");
    String job = made("{\"tenant\": \"gone\"}");
    await().atMost(SOON).until(() -> !job(job).path("state").asString().equals("RUNNING"));
    assertThat(administrator.delete("/v1/tenants/gone").status()).isEqualTo(204);
    jdbc.sql(
            "update resend_job set state = 'RUNNING', finished_at = null, worker = null,"
                + " leased_until = null where id = ?")
        .param(UUID.fromString(job))
        .update();

    await().atMost(SOON).until(() -> job(job).path("state").asString().equals("FAILED"));
    assertThat(job(job).path("problem").toString()).contains("tenant", "gone");
  }

  @Test
  void a_job_past_the_quota_waits_says_why_and_lets_others_go_on() {
    Api three = limited("three-a-day", "quota: 3 per day");
    failed(three, "wait1@acme.example");
    failed(three, "wait2@acme.example");
    String waiting = made("{\"application\": \"three-a-day\"}");

    await()
        .atMost(SOON)
        .until(() -> job(waiting).at("/waitsFor/code").asString("").equals("ALLOWANCE_USED_UP"));
    JsonNode job = job(waiting);
    assertThat(job.path("state").asString()).isEqualTo("RUNNING");
    assertThat(job.path("failed").asInt()).isZero();
    assertThat(job.path("waitsUntil").asString()).isNotEmpty();
    failed(company.esop, "beside@acme.example");
    String beside = made("{\"destination\": \"beside@acme.example\"}");
    await().atMost(SOON).until(() -> job(beside).path("state").asString().equals("DONE"));
    assertThat(
            jdbc.sql("select count(*) from message where origin = 'RESEND' and requested_by like ?")
                .param("%, job " + waiting)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    administrator.post("/v1/resends/" + waiting + "/stop", "");
  }
}
