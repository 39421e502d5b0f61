package dev.herald.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import dev.herald.server.queue.Quarantined;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Every cause is really brought about, and then asked for. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.sandbox-receipts=true",
      "herald.jobs.poll=500ms",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.retry.attempts=1",
      "herald.dispatch.breaker.rest=1m"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagnosisIT {
  @Autowired Environment environment;
  @Autowired ApplicationContext server;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Api administrator;
  private int number = 1_000;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
    node("hooked", "webhook", "");
    node("held", "sms", "");
    company.put(
        "/v1/sources/hook",
        "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==}, caps: ['1 per minute']}");
  }

  private void node(String code, String plan, String more) {
    company.put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: N, plan: %s, locale: en, %s
         schema: {type: object, properties: {n: {type: integer}}},
         templates: [
          {channel: sms, content: {template: '1001', params: ['{{n}}']}},
          {channel: feishu, content: {text: 'N {{n}}'}},
          {channel: webhook, content: {type: hooked, json: {n: '{{n}}'}}}]}
        """
            .formatted(plan, more));
  }

  private String sms(String phone) {
    return company.submitted(
        "{node: grant.vested, channels: [sms], tenant: acme, to: [{phone: '%s'}], data: {name: A, shares: %d}}"
            .formatted(phone, ++number));
  }

  private String mail(String address) {
    return company.submitted(
        "{node: grant.vested, channels: [email], tenant: acme, to: [{email: %s}], data: {name: A, shares: %d}}"
            .formatted(address, ++number));
  }

  private String to(String node, String person, String more) {
    return company.submitted(
        "{node: %s, tenant: acme, to: [%s], data: {n: %d}%s}"
            .formatted(node, person, ++number, more));
  }

  private JsonNode diagnosis(String id) {
    return administrator.get("/v1/messages/" + id + "/diagnosis").json();
  }

  private JsonNode comesTo(String id, String cause) {
    await()
        .untilAsserted(() ->
            assertThat(diagnosis(id).at("/cause/code").asString())
                .as(diagnosis(id).toString())
                .isEqualTo(cause));
    JsonNode diagnosis = diagnosis(id);
    assertThat(diagnosis.at("/cause/text").asString()).isNotBlank().doesNotContain("{");
    assertThat(diagnosis.at("/resend/text").asString()).isNotBlank();
    return diagnosis;
  }

  private static List<String> advice(JsonNode diagnosis) {
    return diagnosis.path("advice").valueStream().map(a -> a.path("code").asString()).toList();
  }

  /** What may be an address goes in the body. */
  private JsonNode diagnose(Api who, String by, String text) {
    if (!by.equals("reference")) {
      return who.post("/v1/diagnose", Company.json("{%s: '%s'}".formatted(by, text))).json();
    }
    return who.get(
            "/v1/diagnose?%s=%s".formatted(by, URLEncoder.encode(text, StandardCharsets.UTF_8)))
        .json();
  }

  private static List<String> causes(JsonNode diagnoses) {
    return diagnoses.valueStream().map(each -> each.at("/cause/code").asString()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "FailedOperation.PhoneNumberInBlacklist, ADDRESS_BLACKLISTED, FAILS_AGAIN",
    "InvalidParameterValue.IncorrectPhoneNumber, ADDRESS_WRONG, FAILS_AGAIN",
    "LimitExceeded.PhoneNumberDailyLimit, DAILY_CAP_REACHED, NOT_NEEDED",
    "LimitExceeded.PhoneNumberThirtySecondLimit, TOO_FREQUENT, NOT_NEEDED",
    "FailedOperation.MarketingSendTimeConstraint, QUIET_HOURS_THERE, NOT_NEEDED",
    "FailedOperation.TemplateIncorrectOrUnapproved, TEMPLATE_REFUSED, AFTER_MENDING",
    "FailedOperation.SignatureIncorrectOrUnapproved, SIGNATURE_REFUSED, AFTER_MENDING",
    "FailedOperation.ContainSensitiveWord, CONTENT_REFUSED, AFTER_MENDING",
    "InvalidParameterValue.ContentLengthLimit, CONTENT_TOO_LONG, AFTER_MENDING",
    "InternalError.Timeout, OUTCOME_OPEN, MAY_REPEAT"
  })
  void what_a_provider_answers_is_told_apart(String code, String cause, String resend) {
    String phone = "1391111" + ++number;
    sandbox.rules().add(Rule.that(new Effect.Answer(code, "as it says")).destination("*" + phone));

    JsonNode diagnosis = comesTo(sms(phone), cause);

    assertThat(diagnosis.at("/resend/worth").asString()).isEqualTo(resend);
    assertThat(diagnosis.at("/targets/sources").toString()).isEqualTo("[\"sms\"]");
    assertThat(diagnosis.toString()).contains(code).doesNotContain(phone);
  }

  @Test
  void what_carriers_and_people_do_later_is_told() {
    String arrived = sms("13900000021");
    String refused = sms("19900000007");
    String silent = sms("19900000009");
    String stops = sms("19900000008");

    comesTo(arrived, "ARRIVED_UNREAD");
    assertThat(advice(comesTo(refused, "CARRIER_REFUSED"))).contains("TRY_ANOTHER_CHANNEL");
    assertThat(comesTo(silent, "TAKEN_UNREPORTED").at("/cause/text").asString()).contains("sms");
    comesTo(stops, "ARRIVED_UNREAD");
    await().until(() -> administrator.get("/v1/suppressions").text().contains("STOPPED"));
    JsonNode optedOut = comesTo(sms("19900000008"), "PERSON_OPTED_OUT");
    assertThat(optedOut.at("/targets/suppression").asString()).isNotBlank();
    assertThat(advice(optedOut)).contains("RESPECT_OPT_OUT");
  }

  @Test
  void an_address_on_the_list_names_its_entry() {
    comesTo(mail("bounce@acme.example"), "ADDRESS_WRONG");
    JsonNode bounced = comesTo(mail("bounce@acme.example"), "ADDRESS_BOUNCED");
    assertThat(advice(bounced)).contains("LIFT_SUPPRESSION", "CORRECT_ADDRESS");
    administrator.post(
        "/v1/suppressions",
        "{\"tenant\": \"acme\", \"channel\": \"email\", \"address\": \"hand@acme.example\"}");
    JsonNode byHand = comesTo(mail("hand@acme.example"), "LISTED_BY_HAND");

    String entry = byHand.at("/targets/suppression").asString();
    assertThat(administrator.delete("/v1/suppressions/" + entry).status()).isEqualTo(204);
    comesTo(mail("hand@acme.example"), "TAKEN_UNREPORTED");
  }

  @Test
  void what_waits_says_for_what() {
    String later = to("held", "{phone: '13900000031'}", ", at: '2027-06-01T09:00:00+08:00'");
    comesTo(later, "NOT_ITS_TIME");
    company.esop.post("/v1/messages/" + later + "/cancel", "");
    assertThat(comesTo(later, "CALLED_OFF").at("/cause/text").asString()).contains("esop");

    administrator.post("/v1/applications/esop/nodes/held/pause", "{\"reason\": \"wrong text\"}");
    JsonNode held = comesTo(to("held", "{phone: '13900000032'}", ""), "HELD_BY_PAUSE");
    assertThat(held.at("/cause/text").asString()).contains("administrator", "wrong text");
    assertThat(held.at("/targets/pause/kind").asString()).isEqualTo("node");
    assertThat(held.at("/targets/pause/key").asString()).isEqualTo("esop/held");
    String expired = to("held", "{phone: '13900000033'}", ", expiresIn: 1s");
    assertThat(comesTo(expired, "EXPIRED_UNSENT").at("/cause/text").asString())
        .contains("wrong text");
    administrator.post("/v1/applications/esop/nodes/held/resume", "");

    String first = to("hooked", "{webhook: 'https://acme.example/1'}", "");
    comesTo(first, "TAKEN_UNREPORTED");
    JsonNode capped = comesTo(to("hooked", "{webhook: 'https://acme.example/2'}", ""), "CAP_FULL");
    assertThat(capped.at("/cause/parameters/caps").toString()).contains("1 per minute");
    assertThat(capped.at("/cause/parameters/until").asString()).isNotBlank();
    administrator.post("/v1/sources/hook/pause", "");
    JsonNode paused =
        comesTo(to("hooked", "{webhook: 'https://acme.example/3'}", ""), "HELD_BY_SOURCES");
    assertThat(paused.at("/targets/sources").toString()).isEqualTo("[\"hook\"]");
  }

  @Test
  void a_way_that_fails_says_which_goes_on_or_that_none_is_left() {
    sandbox
        .rules()
        .add(
            Rule.that(new Effect.Answer("FailedOperation.PhoneNumberInBlacklist", "no"))
                .destination("*13900000041"));
    String first =
        company.submitted(
            """
            {node: exercise.reminder, tenant: acme, data: {name: A},
             to: [{phone: '13900000041', email: next@acme.example}]}
            """);
    JsonNode on = comesTo(first, "CONTINUED_BY");
    assertThat(on.at("/cause/parameters/channel").asString()).isEqualTo("email");
    comesTo(on.at("/targets/message").asString(), "TAKEN_UNREPORTED");

    node("gone", "feishu", "");
    company.put("/v1/sources/bot", "{connector: feishu-bot, settings: {token: sandbox-x}}");
    String orphan = to("gone", "{recipient: E1001}", ", at: '2027-06-01T09:00:00+08:00'");
    administrator.post("/v1/sources/bot/pause", "");
    assertThat(administrator.delete("/v1/sources/bot").status()).isEqualTo(204);
    jdbc.sql("update task set due_at = now() where id = cast(? as uuid)").param(orphan).update();
    assertThat(advice(comesTo(orphan, "NO_SOURCE_FITS"))).contains("ADD_SOURCE");
  }

  @Test
  void a_source_that_does_not_work_is_named() {
    node("alert", "feishu", "");
    company.put("/v1/tenants/globe", "{name: Globe, locale: en, zone: UTC}");
    company.put(
        "/v1/sources/bot-globe",
        "{connector: feishu-bot, tenant: globe, settings: {token: sandbox-y}}");
    sandbox.rules().clear();
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.CREDENTIALS)).provider("feishu-bot"));
    String alert =
        company.submitted("{node: alert, tenant: globe, to: [{email: a@globe.example}]}");
    JsonNode wrong = comesTo(alert, "CREDENTIALS_WRONG");
    assertThat(wrong.at("/targets/sources").toString()).isEqualTo("[\"bot-globe\"]");
    assertThat(advice(wrong)).contains("FIX_SOURCE");

    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.BUSY)).provider("dingtalk-robot"));
    List<String> failing = new ArrayList<>();
    await()
        .untilAsserted(() -> {
          failing.add(team());
          assertThat(failing.stream().map(id -> diagnosis(id).at("/cause/code").asString()))
              .contains("PROVIDER_AWAY", "BREAKER_OPEN");
        });
  }

  private String team() {
    return company.submitted(
        "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: A, shares: %d}}"
            .formatted(++number));
  }

  @Test
  void what_became_no_message_is_found_by_what_it_mentioned() {
    String body =
        "{node: once, tenant: acme, reference: ORDER-7781, to: [{email: twice@acme.example}], data: {name: A}}";
    String earlier = company.submitted(body);
    assertThat(company.submitted(body)).isEqualTo(earlier);
    Api.Answer refused =
        company.esop.post(
            "/v1/messages",
            Company.json(
                "{node: nowhere, tenant: acme, reference: ORDER-9902, to: [{phone: '138 0013 9902'}]}"));
    assertThat(refused.status()).isEqualTo(422);
    unkept(company.esop, "ORDER-9903", "\"tenant\": \"ac\\u0000me\"");
    unkept(administrator, "ORDER-9904", "\"application\": \"es\\u0000op\"");
    Quarantined.record(server, "esop", "{\"reference\": \"order-5533\"");

    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("reference ORDER-7781", "REPEAT_OF_EARLIER");
    expected.put("destination twice@acme.example", "REPEAT_OF_EARLIER");
    expected.put("reference order-9902", "SUBMISSION_REFUSED");
    expected.put("q +8613800139902", "SUBMISSION_REFUSED");
    expected.put("reference ORDER-9903", "SUBMISSION_REFUSED");
    expected.put("reference ORDER-5533", "SUBMISSION_QUARANTINED");
    expected.forEach((asked, cause) ->
        await()
            .untilAsserted(() -> {
              String[] by = asked.split(" ", 2);
              JsonNode found = diagnose(company.esop, by[0], by[1]);
              assertThat(causes(found.path("items"))).as(found.toString()).contains(cause);
            }));
    JsonNode wrong = diagnose(company.esop, "reference", "ORDER-9902").at("/items/0");
    assertThat(wrong.at("/cause/parameters/fields").toString()).isEqualTo("[\"node\"]");
    assertThat(advice(wrong)).containsExactly("MEND_SUBMISSION");
    Api other = administrator.asApplication("curious");
    for (String asked : expected.keySet()) {
      String[] by = asked.split(" ", 2);
      assertThat(causes(diagnose(other, by[0], by[1]).path("items"))).as(asked).isEmpty();
    }
    await()
        .untilAsserted(() ->
            assertThat(causes(diagnose(administrator, "reference", "ORDER-9904").path("items")))
                .contains("SUBMISSION_REFUSED"));
  }

  /** It has a text that no table keeps. */
  private static void unkept(Api caller, String reference, String member) {
    Api.Answer refused =
        caller.post(
            "/v1/messages",
            """
            {"node": "once", "reference": "%s", %s, "to": [{"email": "a@acme.example"}]}
            """
                .formatted(reference, member));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
  }

  @Test
  void that_nothing_came_is_said_with_what_is_written_alike() {
    company.submitted(
        "{node: once, tenant: acme, reference: INVOICE-2026-118, to: [{email: inv@acme.example}], data: {name: B}}");

    JsonNode found = diagnose(company.esop, "reference", "INVOICE-2026-181");

    assertThat(found.path("items")).isEmpty();
    assertThat(causes(found.path("nearest"))).containsExactly("NOTHING_CAME", "SIMILAR_REFERENCE");
    assertThat(found.toString()).contains("INVOICE-2026-118");
    assertThat(causes(diagnose(administrator, "q", "nobody@acme.example").path("nearest")))
        .containsExactly("NOTHING_CAME");
    assertThat(administrator.get("/v1/diagnose").wrongFields()).containsExactly("q");
    assertThat(administrator.get("/v1/diagnose?q=a&reference=b").status()).isEqualTo(422);
  }
}
