package dev.herald.server.intake;

import static dev.herald.server.intake.Hooks.hooked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.cap-patience=1500ms",
      "herald.dispatch.breaker.rest=2s"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final Duration SOON = Patience.SOON;
  private static final String FAR_OFF =
      ", at: '%s'".formatted(Instant.now().plus(Duration.ofHours(3)));

  /** At ten a second. */
  private static final int MINUTES_WORTH = 600;

  /** No more than the stand-in of a group robot takes within a minute. */
  private static final int A_ROBOTS_MINUTE = 20;

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Hooks hooks;

  @BeforeAll
  void thereAreTenants() {
    company = new Company(environment);
    company.put("/v1/tenants/hengtong", "{name: Hengtong, locale: zh-CN, zone: Asia/Shanghai}");
    hooks = new Hooks(company);
  }

  @BeforeEach
  void theProvidersBehaveAndNothingIsLeftToDo() {
    sandbox.rules().clear();
    hooks.source("[]");
    await()
        .atMost(SOON)
        .until(() -> jdbc.sql("select count(*) from task").query(Integer.class).single() == 0);
  }

  private Api limited(String application, String limit) {
    String path = "/v1/applications/" + application;
    company.put(path, "{name: Limited, owner: Li, %s}".formatted(limit));
    hooks.node(application, "hooked", "normal");
    Api.Answer key = company.administrator.post(path + "/keys", "");
    return company.administrator.with(key.json().path("key").asString());
  }

  @Test
  void past_its_rate_an_application_is_told_when_to_come_again_and_others_are_not() {
    Api hasty = limited("hasty", "rate: 3 per minute");
    String body = Company.json(hooked("acme", 1));
    for (int i = 0; i < 3; i++) {
      assertThat(hasty.post("/v1/messages", body).status()).isEqualTo(202);
    }

    Api.Answer refused = hasty.post("/v1/messages", body);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElse(0))
        .isBetween(1L, 61L);
    assertThat(refused.text()).contains("3 per minute");
    assertThat(
            jdbc.sql("select count(*) from message where requested_by = 'hasty'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
    assertThat(company.submit(hooked("acme", 2)).status()).isEqualTo(202);
  }

  @Test
  void a_rate_that_no_wait_would_satisfy_is_the_callers_mistake() {
    Api tiny = limited("tiny", "quota: 1 per day");
    String two =
        Company.json(
            "{node: hooked, tenant: acme, data: {n: 1}, to: [{webhook: 'https://a.example/1'},"
                + " {webhook: 'https://a.example/2'}]}");

    assertThat(tiny.post("/v1/messages", two).status()).isEqualTo(422);
  }

  @Test
  void what_a_cap_holds_back_says_so_and_writes_no_event_however_often() {
    hooks.source("[1 per minute]");
    List<String> ids =
        IntStream.rangeClosed(1, 3).mapToObj(n -> company.submitted(hooked("acme", n))).toList();

    await()
        .atMost(SOON)
        .until(() ->
            ids.stream().filter(id -> company.state(id).equals("SENT")).count() == 1
                && heldByACap() == 2);

    assertThat(ids)
        .map(company::message)
        .filteredOn(
            message -> message.at("/standing/parameters/why/code").asString().equals("CAP_REACHED"))
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.path("attempts").asInt()).isZero())
        .allSatisfy(message -> assertThat(message.path("trace")).hasSize(1));
    jdbc.sql("delete from task").update();
  }

  @Test
  void those_held_by_the_caps_of_several_sources_share_their_lines() {
    company.put("/v1/tenants/trio", "{name: Trio, locale: en, zone: Europe/Berlin}");
    for (int n = 1; n <= 3; n++) {
      company.put(
          "/v1/sources/trio-" + n,
          """
          {connector: webhook, tenant: trio, settings: {secret: whsec_c2FuZGJveA==},
           caps: [2 per hour]}
          """);
    }

    hooks.submitMany("trio", 12);

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(minutesToGo()).hasSize(6).allMatch(minutes -> minutes > 55 && minutes < 70));
    jdbc.sql("delete from task").update();
  }

  @Test
  void a_flood_that_comes_due_waits_where_it_is_until_the_source_takes_it() {
    hooks.source("[10 per second]");
    sandbox.outbox().clear();
    hooks.submitMany("acme", MINUTES_WORTH, FAR_OFF);
    String last = company.submitted(hooked("acme", MINUTES_WORTH, FAR_OFF));
    allComeDue(last);
    await().atMost(SOON).until(() -> !sandbox.outbox().find(OutboxQuery.ALL).isEmpty());
    sandbox.outbox().clear();

    String single = company.submitted(hooked("hengtong", 1));
    await().atMost(SOON).until(() -> company.state(single).equals("SENT"));

    JsonNode standing = company.administrator.get("/v1/messages/" + last).json().path("standing");
    assertThat(standing.path("code").asString()).isEqualTo("WAITS_FOR_TURN");
    assertThat(standing.at("/parameters/channel").asString()).isEqualTo("webhook");
    assertThat(standing.at("/parameters/sources/0").asString()).isEqualTo("hook (10 per second)");
    assertThat(company.message(last).at("/standing/code").asString())
        .as("to a key, which is not told what other applications send")
        .isEqualTo("IS_WAITING");
    assertThat(
            jdbc.sql("select count(*) from task where owner is null and deferrals > 0")
                .query(Integer.class)
                .single())
        .isLessThan(MINUTES_WORTH / 2);
    jdbc.sql("delete from task where owner is null").update();
  }

  @Test
  void a_provider_is_asked_about_an_unknown_outcome_whatever_waits_before_it() {
    hooks.source("[20 per hour]");
    hooks.submitMany("acme", 100, FAR_OFF);
    String unknown = company.submitted(hooked("acme", 100, FAR_OFF));
    jdbc.sql(
            """
            update task set state = 'UNKNOWN', attempts = 1,
              source_id = (select id from source where code = 'hook')
            where id = cast(? as uuid)
            """)
        .param(unknown)
        .update();
    allComeDue(unknown);

    await().atMost(SOON).until(() -> company.message(unknown).path("trace").size() > 1);

    assertThat(company.message(unknown).path("trace").toString()).contains("CANNOT_BE_ASKED");
    assertThat(jdbc.sql("select count(*) from task").query(Integer.class).single())
        .isGreaterThan(50);
    jdbc.sql("delete from task").update();
  }

  /** All at once, and this one after them. */
  private void allComeDue(String last) {
    jdbc.sql(
            """
            update task set due_at = now() + case when id = cast(? as uuid)
              then interval '1 ms' else interval '0' end
            """)
        .param(last)
        .update();
  }

  private List<Double> minutesToGo() {
    return jdbc.sql("select extract(epoch from due_at - now()) / 60 from task")
        .query(Double.class)
        .list();
  }

  private int heldByACap() {
    return jdbc.sql("select count(*) from task where waits_for_code = 'CAP_REACHED'")
        .query(Integer.class)
        .single();
  }

  @Test
  void a_broken_source_rests_its_messages_wait_and_are_sent_when_it_works_again() {
    sandbox
        .rules()
        .add(Rule.that(new Effect.HttpStatus(500, "down", null)).provider("dingtalk-robot"));
    company.put(
        "/v1/sources/robot",
        "{connector: dingtalk-robot, settings: {token: sandbox-hr, secret: SECsandbox-hr}, caps:"
            + " []}");
    hooks.submitLines(
        IntStream.range(0, A_ROBOTS_MINUTE)
            .mapToObj(n ->
                Company.json(
                    "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: n%d}}"
                        .formatted(n)))
            .collect(Collectors.joining("\n")));
    String id =
        await()
            .atMost(SOON)
            .until(
                () ->
                    jdbc.sql("select id::text from task where waits_for_code = 'SOURCE_FAILS'")
                        .query(String.class)
                        .list(),
                ids -> !ids.isEmpty())
            .getFirst();
    sandbox.rules().clear();

    await().atMost(SOON).until(() -> company.state(id).equals("SENT"));
    JsonNode message = company.message(id);
    assertThat(message.path("trace").toString()).contains("DECISION").contains("SOURCE_FAILS");
    jdbc.sql("delete from task").update();
  }
}
