package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.dispatch.retry.base=20ms"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageFlowIT {
  private static final Duration SOON = Patience.SOON;

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  private Company company;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
  }

  @BeforeEach
  void theProvidersBehave() {
    sandbox.rules().clear();
  }

  private void awaitState(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(company.message(id).toString())
                .contains("\"state\":\"" + state + "\",\"verdict\""));
  }

  private List<OutboxMessage> received(String id) {
    return sandbox.outbox().find(OutboxQuery.ALL.messageId(id));
  }

  @Test
  void one_submission_becomes_a_saved_sent_and_traced_message_by_each_channel() {
    Api.Answer answer =
        company.submit(
            "{node: grant.vested, tenant: acme, to: [{recipient: E1001}], data: {name: 张三, shares:"
                + " 12000}}");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    JsonNode messages = answer.json().path("messages");
    assertThat(messages).hasSize(2);
    for (JsonNode message : messages) {
      String id = message.path("id").asString();
      awaitState(id, "SENT");
      assertThat(received(id)).hasSize(1);
      JsonNode seen = company.message(id);
      assertThat(seen.at("/trace/0/kind").asString()).isEqualTo("ACCEPTED");
      assertThat(seen.at("/trace/1/attempt/outcome").asString()).isEqualTo("ACCEPTED");
      assertThat(seen.at("/application/owner").asString()).isEqualTo("Li Lei");
    }
    assertThat(answer.text()).doesNotContain("zhang.san@", "13800138000");
    OutboxMessage mail = received(messages.path(0).path("id").asString()).getFirst();
    assertThat(mail.content().title()).isEqualTo("Granted to 张三");
    assertThat(mail.content().html()).contains("12,000");
    OutboxMessage sms = received(messages.path(1).path("id").asString()).getFirst();
    assertThat(sms.envelope().destinations()).containsExactly("+8613800138000");
    assertThat(sms.outcome().signature()).isEqualTo(SignatureCheck.VERIFIED);
  }

  @Test
  void a_robot_needs_no_address() {
    String id =
        company.submitted(
            "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: A, shares: 1}}");

    awaitState(id, "SENT");
    assertThat(received(id).getFirst().content().text()).isEqualTo("A got 1");
  }

  @Test
  void every_wrong_field_is_named_at_once_and_nothing_is_saved() {
    Api.Answer answer =
        company.submit(
            """
            {node: grant.vested, tenant: acme, data: {shares: many},
             to: [{email: nobody}, {recipient: E9}, {phone: '12'}]}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .contains("data.name", "data.shares", "to[0].email", "to[1].recipient", "to[2].phone");
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
  }

  @Test
  void unknown_names_and_a_past_expiry_are_refused() {
    assertThat(
            company
                .submit("{node: no.such, tenant: nobody, to: [{email: a@acme.example}]}")
                .wrongFields())
        .containsExactly("node", "tenant");
    assertThat(
            company
                .submit(
                    """
                    {node: login.code, tenant: acme, to: [{phone: '13800138000'}], data: {name: A},
                     at: '2020-01-01T00:00:00Z', expiresIn: 1h}
                    """)
                .wrongFields())
        .containsExactly("expiresIn");
  }

  @Test
  void a_busy_provider_is_tried_again() {
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.BUSY)).provider("smtp").times(2));

    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: busy1@acme.example}], data: {name: A}}");

    awaitState(id, "SENT");
    assertThat(company.message(id).path("attempts").asInt()).isEqualTo(3);
    assertThat(company.message(id).at("/trace/1/attempt/outcome").asString())
        .isEqualTo("RETRYABLE");
    assertThat(company.message(id).at("/trace/1/nextAt").asString()).isNotEmpty();
  }

  @Test
  void a_refused_address_fails_with_the_reason_in_words() {
    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: bounce@acme.example}], data: {name: A}}");

    awaitState(id, "FAILED");
    assertThat(company.message(id).path("verdict").asString())
        .startsWith("Failed: ")
        .contains("550");
    assertThat(company.message(id).at("/trace/1/attempt/outcome").asString())
        .isEqualTo("REJECTED_RECIPIENT");
  }

  @Test
  void the_next_channel_takes_over_when_one_fails_for_good() {
    String id =
        company.submitted(
            """
            {node: exercise.reminder, tenant: acme, data: {name: A},
             to: [{phone: '+8619900000001', email: a@acme.example}]}
            """);

    awaitState(id, "FAILED");
    String next = company.message(id).at("/trace/1/message").asString();
    awaitState(next, "SENT");
    assertThat(company.message(next).path("channel").asString()).isEqualTo("email");
    assertThat(company.message(next).at("/origin/id").asString()).isEqualTo(id);
    assertThat(company.message(next).at("/origin/kind").asString()).isEqualTo("FALLBACK");
  }

  @Test
  void an_sms_whose_outcome_is_unknown_is_held_and_the_provider_asked() {
    sandbox
        .rules()
        .add(
            Rule.that(new Effect.ResetAfter())
                .provider("tencent-sms")
                .destination("+8613900139000")
                .times(1));

    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{phone: '13900139000'}], data: {name: A, code:"
                + " '4711'}}");

    awaitState(id, "SENT");
    JsonNode message = company.message(id);
    assertThat(message.at("/trace/1/state").asString()).isEqualTo("UNKNOWN");
    assertThat(message.at("/trace/2/kind").asString()).isEqualTo("QUERY");
    assertThat(received(id)).hasSize(1);
    assertThat(message.toString()).doesNotContain("4711");
    assertThat(message.at("/variables/code").asString()).isEqualTo("(secret)");
  }

  @Test
  void a_message_for_later_can_be_cancelled_and_then_sent_again() {
    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: later@acme.example}], data: {name: A}, at:"
                + " '2027-06-01T09:00:00+08:00'}");
    assertThat(company.state(id)).isEqualTo("PENDING");

    assertThat(
            company.esop.post("/v1/messages/" + id + "/cancel", "").json().path("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(company.esop.post("/v1/messages/" + id + "/cancel", "").status()).isEqualTo(409);
    Api.Answer resent = company.esop.post("/v1/messages/" + id + "/resend", "");

    assertThat(resent.status()).isEqualTo(202);
    String again = resent.json().at("/messages/0/id").asString();
    awaitState(again, "SENT");
    assertThat(company.message(id).at("/trace/2/message").asString()).isEqualTo(again);
    assertThat(company.message(id).at("/trace/2/by").asString()).isEqualTo("esop");
    assertThat(company.message(again).at("/origin/kind").asString()).isEqualTo("RESEND");
  }

  @Test
  void a_message_expires_instead_of_being_sent_too_late() {
    sandbox
        .rules()
        .add(
            Rule.that(new Effect.Refuse(Reason.BUSY))
                .provider("smtp")
                .destination("slow@acme.example"));

    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: slow@acme.example}], data: {name: A},"
                + " expiresIn: 1s}");

    awaitState(id, "EXPIRED");
    assertThat(received(id)).noneMatch(seen -> seen.outcome().status().name().equals("ACCEPTED"));
  }

  @Test
  void the_same_content_within_the_window_is_answered_with_the_first_message() {
    String first =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: twice@acme.example}], data: {name: A}}");
    awaitState(first, "SENT");

    JsonNode second =
        company
            .submit(
                "{node: once, tenant: acme, to: [{email: twice@acme.example}], data: {name: A}}")
            .json()
            .at("/messages/0");

    assertThat(second.path("id").asString()).isEqualTo(first);
    assertThat(second.path("duplicate").asBoolean()).isTrue();
    assertThat(second.path("state").asString()).isEqualTo("SENT");
  }

  @Test
  void an_application_sees_only_its_own() {
    Api other = company.administrator.asApplication("other");
    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: mine@acme.example}], data: {name: A}}");

    assertThat(other.get("/v1/messages/" + id).status()).isEqualTo(404);
    assertThat(other.post("/v1/messages/" + id + "/resend", "").status()).isEqualTo(404);
    assertThat(other.get("/v1/messages?destination=mine@acme.example").json().path("items"))
        .isEmpty();
    assertThat(other.get("/v1/messages?application=esop").status()).isEqualTo(422);
    assertThat(company.administrator.get("/v1/messages/" + id).status()).isEqualTo(200);
  }

  @Test
  void messages_are_found_by_address_recipient_and_state() {
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{recipient: E1001}], data: {name: Finder}}");
    awaitState(id, "SENT");

    for (String query :
        List.of(
            "destination=13800138000",
            "destination=%2B86%20138%200013%208000",
            "recipient=E1001&tenant=acme",
            "node=login.code&state=SENT",
            "channel=sms&tenant=acme",
            "from=2026-01-01T00:00:00Z")) {
      assertThat(
              company
                  .esop
                  .get("/v1/messages?" + query)
                  .json()
                  .path("items")
                  .valueStream()
                  .map(item -> item.path("id").asString()))
          .as(query)
          .contains(id);
    }
    assertThat(company.esop.get("/v1/messages?destination=1380013800").json().path("items"))
        .isEmpty();
    assertThat(company.esop.get("/v1/messages?to=2026-01-01T00:00:00Z").json().path("items"))
        .isEmpty();
    assertThat(company.esop.get("/v1/messages?colour=red&state=BLUE").wrongFields())
        .containsExactlyInAnyOrder("colour", "state");
  }

  @Test
  void a_list_is_read_page_by_page() {
    for (int i = 0; i < 5; i++) {
      company.submitted(
          "{node: once, tenant: acme, to: [{email: page@acme.example}], data: {name: P%d}}"
              .formatted(i));
    }

    JsonNode first = company.esop.get("/v1/messages?destination=page@acme.example&limit=3").json();
    JsonNode rest =
        company
            .esop
            .get(
                "/v1/messages?destination=page@acme.example&limit=3&cursor="
                    + first.path("next").asString())
            .json();

    assertThat(first.path("items")).hasSize(3);
    assertThat(rest.path("items")).hasSize(2);
    assertThat(rest.path("next").isMissingNode() || rest.path("next").isNull()).isTrue();
  }

  @Test
  void one_bad_line_of_a_bulk_submission_fails_only_itself() {
    String good =
        Company.json(
            "{node: once, tenant: acme, to: [{email: bulk@acme.example}], data: {name: A},"
                + " idempotencyKey: k1}");
    String bad = Company.json("{node: once, tenant: acme, to: [{email: bulk}], data: {name: A}}");

    Api.Answer answer =
        company.esop.send(
            "POST",
            "/v1/messages/bulk",
            good + "\n" + bad + "\n{nonsense\n\n" + good + "\n",
            "application/x-ndjson");

    List<JsonNode> lines =
        answer
            .text()
            .lines()
            .map(line -> new tools.jackson.databind.json.JsonMapper().readTree(line))
            .toList();
    assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(1, 2, 3, 5);
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(202, 422, 400, 202);
    assertThat(lines.get(1).at("/errors/0/field").asString()).isEqualTo("to[0].email");
    assertThat(lines.get(3).path("request")).isEqualTo(lines.getFirst().path("request"));
  }

  @Test
  void a_template_is_tried_out_with_one_real_call() {
    Api.Answer sent =
        company.administrator.post(
            "/v1/applications/esop/nodes/grant.vested/test",
            Company.json(
                "{channel: email, tenant: acme, to: try@acme.example, data: {name: 张三, shares:"
                    + " 12000}}"));

    assertThat(sent.json().path("result").asString()).as(sent.toString()).isEqualTo("accepted");
    OutboxMessage mail =
        sandbox.outbox().find(OutboxQuery.ALL.destination("try@acme.example")).getFirst();
    assertThat(mail.content().text()).contains("张三: 12,000");
    Api.Answer wrong =
        company.administrator.post(
            "/v1/applications/esop/nodes/grant.vested/test",
            Company.json("{channel: fax, tenant: acme, data: {name: A}}"));
    assertThat(wrong.wrongFields()).containsExactly("channel");
  }

  @Test
  void a_repeat_with_the_same_key_makes_no_second_message() {
    String body =
        Company.json("{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: Key}}");
    var request =
        java.net.http.HttpRequest.newBuilder(company.esop.base().resolve("/v1/messages"))
            .header("Authorization", "Bearer " + company.esop.key())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "order-42");

    Api.Answer first =
        company.esop.send(
            request.POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)).build());
    Api.Answer second = company.esop.send(request.build());
    Api.Answer other =
        company.esop.send(
            request
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(body.replace("Key", "Other")))
                .build());

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(409);
  }
}
