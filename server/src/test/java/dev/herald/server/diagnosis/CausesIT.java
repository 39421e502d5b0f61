package dev.herald.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Further causes, really brought about: what hangs, what is read, and what is taken back. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.connectors.deadline=4s",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.retry.attempts=1"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CausesIT {
  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
    company.put("/v1/sources/inbox", "{connector: inbox}");
    company.put(
        "/v1/sources/bot",
        "{connector: feishu-bot, ambiguity: resend, settings: {token: sandbox-x}}");
    company.put(
        "/v1/sources/hook",
        "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==}, caps: ['1 per hour']}");
    node("told", "inbox");
    node("group", "feishu");
    node("hooked", "webhook");
  }

  private void node(String code, String plan) {
    company.put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: N, plan: %s, locale: en,
         schema: {type: object, properties: {n: {type: integer}}},
         templates: [
          {channel: inbox, content: {text: 'N {{n}}'}},
          {channel: feishu, content: {text: 'N {{n}}'}},
          {channel: webhook, content: {type: hooked, json: {n: '{{n}}'}}}]}
        """
            .formatted(plan));
  }

  private String to(Api caller, String node, String person, int n) {
    Api.Answer answer =
        caller.post(
            "/v1/messages",
            Company.json(
                "{node: %s, tenant: acme, to: [%s], data: {n: %d}}".formatted(node, person, n)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private String sms(String phone) {
    return company.submitted(
        "{node: grant.vested, channels: [sms], tenant: acme, to: [{phone: '%s'}], data: {name: A}}"
            .formatted(phone));
  }

  private Api key(String spec) {
    JsonNode key = administrator.post("/v1/applications/esop/keys", Company.json(spec)).json();
    return administrator.with(key.path("key").asString());
  }

  private String cause(String id) {
    return administrator
        .get("/v1/messages/" + id + "/diagnosis")
        .json()
        .at("/cause/code")
        .asString();
  }

  private void comesTo(String id, String cause) {
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> assertThat(cause(id)).as(id).isEqualTo(cause));
    JsonNode diagnosis = administrator.get("/v1/messages/" + id + "/diagnosis").json();
    assertThat(diagnosis.at("/cause/text").asString()).isNotBlank().doesNotContain("{");
    assertThat(diagnosis.at("/resend/text").asString()).isNotBlank();
  }

  @Test
  void an_account_without_money_and_a_provider_that_slows_down() {
    sandbox
        .rules()
        .add(
            Rule.that(
                    new Effect.Answer(
                        "FailedOperation.InsufficientBalanceInSmsPackage", "no balance"))
                .destination("*13911110001"));
    comesTo(sms("13911110001"), "BALANCE_USED_UP");

    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.THROTTLED)).provider("dingtalk-robot"));
    List<String> throttled = new ArrayList<>();
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> {
          throttled.add(
              company.submitted(
                  "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: A, shares: %d}}"
                      .formatted(throttled.size())));
          assertThat(throttled.stream().map(this::cause))
              .contains("CALL_THROTTLED", "PROVIDER_CLOSED");
        });
  }

  @Test
  void a_provider_that_hangs() {
    sandbox.rules().add(Rule.that(new Effect.Hang()).provider("feishu-bot"));
    String hanging = to(company.esop, "group", "{recipient: E1001}", 1);
    comesTo(hanging, "BEING_SENT");

    // Where the machine is busy, a connection may not be made in time.
    List<String> slow = new ArrayList<>(List.of(hanging));
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Patience.SOON)
        .untilAsserted(() -> {
          slow.add(to(company.esop, "group", "{recipient: E1001}", 1 + slow.size()));
          assertThat(slow.stream().map(this::cause)).contains("PROVIDER_SLOW");
        });
  }

  @Test
  void a_cap_that_is_full() {
    List<String> many =
        Stream.iterate(0, n -> n + 1)
            .limit(60)
            .map(n ->
                to(company.esop, "hooked", "{webhook: 'https://acme.example/%d'}".formatted(n), n))
            .toList();
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> assertThat(many.stream().map(this::cause)).contains("CAP_FULL"));
  }

  @Test
  void what_is_read_and_what_is_taken_back() {
    Api portal = key("{name: portal, scopes: [send, inbox, operate, read]}");
    String read = to(portal, "told", "{recipient: E1001}", 1);
    String taken = to(portal, "told", "{recipient: E1001}", 2);
    comesTo(read, "TAKEN_UNREPORTED");
    comesTo(taken, "TAKEN_UNREPORTED");
    Api.Answer token =
        portal.post("/v1/inbox/tokens", Company.json("{tenant: acme, recipient: E1001}"));
    Api recipient = administrator.with(token.json().path("token").asString());

    recipient.post("/v1/inbox/messages/" + read + "/read", "");
    Api.Answer recalled = administrator.post("/v1/messages/" + taken + "/recall", "{}");
    assertThat(recalled.status()).as(recalled.toString()).isLessThan(300);
    assertThat(recipient.get("/v1/inbox/messages").json().toString())
        .contains(read)
        .doesNotContain(taken);

    comesTo(read, "ARRIVED_AND_READ");
    comesTo(taken, "TAKEN_BACK");
  }

  @Test
  void who_is_on_no_guest_list_and_what_was_changed_in_the_table() {
    Api guests = key("{name: staging, mode: guests, guests: ['+8613911110002']}");
    Api.Answer other =
        guests.post(
            "/v1/messages",
            Company.json(
                "{node: login.code, tenant: acme, to: [{phone: '13911110003'}], data: {name: A}}"));
    comesTo(other.json().at("/messages/0/id").asString(), "NOT_ON_GUEST_LIST");

    String broken =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: z@acme.example}], data: {name: Z},"
                + " at: '2027-06-01T09:00:00+08:00'}");
    jdbc.sql("update message set context = '\\x00'::bytea where id = cast(? as uuid)")
        .param(broken)
        .update();
    jdbc.sql("update task set due_at = now() where id = cast(? as uuid)").param(broken).update();
    comesTo(broken, "SEAL_BROKEN");
  }
}
