package dev.herald.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.intake.Company;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What people who look after messages do with them. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.dispatch.retry.base=20ms"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskIT {
  private static final Duration SOON = Patience.SOON;

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired List<Probe> probes;
  private Company company;
  private Api administrator;
  private String sms;

  @BeforeAll
  void thereIsAMessage() {
    company = new Company(environment);
    administrator = company.administrator;
    sms =
        company.submitted(
            """
            {node: login.code, tenant: acme, to: [{recipient: E1001}],
             data: {name: 张三, shares: 12000, code: '4711', order: ' GR-2026/17 '}}
            """);
    awaitState(sms, "SENT");
  }

  private void awaitState(String id, String state) {
    await().atMost(SOON).until(() -> company.state(id).equals(state));
  }

  private JsonNode find(Api who, String what) {
    return who.get("/v1/find?q=" + URLEncoder.encode(what, StandardCharsets.UTF_8)).json();
  }

  private JsonNode ofName(String name) {
    String handle =
        administrator
            .post("/v1/messages/sought", "{\"name\": \"%s\"}".formatted(name))
            .json()
            .path("sought")
            .asString();
    return administrator.get("/v1/messages?sought=" + handle).json().path("items");
  }

  private static List<String> ids(JsonNode messages) {
    return messages.valueStream().map(message -> message.path("id").asString()).toList();
  }

  private static List<String> readings(JsonNode found) {
    return found.path("understood").valueStream().map(each -> each.path("as").asString()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"13800138000", "138 0013 8000", "+86 138-0013-8000", "E1001", "gr-2026/17"})
  void aMessageIsFoundByWhateverIsKnownOfIt(String known) {
    JsonNode found = find(administrator, known);

    assertThat(ids(found.path("messages"))).as(found.toString()).contains(sms);
    assertThat(found.toString()).doesNotContain("+8613800138000", "4711");
  }

  /** Addresses of requests are kept by logs on their way: a number goes in the body. */
  @Test
  void whatIsSoughtNeedNotStandInAnAddress() {
    JsonNode found = administrator.post("/v1/find", "{\"q\": \"138 0013 8000\"}").json();
    assertThat(ids(found.path("messages"))).contains(sms);
    assertThat(administrator.post("/v1/find", "{}").status()).isEqualTo(422);

    String handle =
        administrator
            .post("/v1/messages/sought", "{\"destination\": \"138 0013 8000\"}")
            .json()
            .path("sought")
            .asString();
    assertThat(handle).doesNotContain("138");
    String query = "?sought=" + handle;
    assertThat(ids(administrator.get("/v1/messages" + query).json().path("items"))).contains(sms);
    assertThat(
            administrator
                .get("/v1/messages/counts" + query + "&tenant=acme")
                .json()
                .path("byState"))
        .isNotEmpty();
    assertThat(administrator.get("/v1/messages?sought=" + handle.replace('A', 'B') + "x").text())
        .contains("SOUGHT_EXPIRED");
    assertThat(administrator.post("/v1/messages/sought", "{}").status()).isEqualTo(422);
  }

  @Test
  void aListIsNarrowedToPeopleOfAName() {
    String name =
        administrator.get("/v1/tenants/acme/recipients/E1001").json().path("name").asString();
    assertThat(ids(ofName(name))).contains(sms);
    assertThat(ids(ofName("nobody of this name"))).isEmpty();
  }

  @Test
  void aListIsNarrowedToASourceAReasonAndWhoHandedItIn() {
    JsonNode message = company.message(sms);
    String source =
        message
            .path("trace")
            .valueStream()
            .map(step -> step.path("attempt").path("source").asString(""))
            .filter(code -> !code.isEmpty())
            .findFirst()
            .orElseThrow();
    String by = URLEncoder.encode(message.path("requestedBy").asString(), StandardCharsets.UTF_8);
    String reason = message.path("standing").path("code").asString();
    String last =
        message
            .path("trace")
            .valueStream()
            .filter(step -> step.hasNonNull("state"))
            .toList()
            .getLast()
            .path("code")
            .asString(reason);

    String fits = "/v1/messages?source=" + source + "&requestedBy=" + by + "&reason=" + last;
    assertThat(ids(administrator.get(fits).json().path("items"))).contains(sms);
    for (String other : List.of("requestedBy=nobody", "reason=PROVIDER_REFUSED")) {
      assertThat(ids(administrator.get("/v1/messages?" + other).json().path("items")))
          .as(other)
          .doesNotContain(sms);
    }
    assertThat(administrator.get("/v1/messages?source=none").status()).isEqualTo(422);
  }

  @Test
  void whatWasUnderstoodIsSaid() {
    assertThat(readings(find(administrator, "138 0013 8000"))).contains("phone", "recipient");
    assertThat(readings(find(administrator, "nobody@acme.example"))).containsExactly("email");
    assertThat(readings(find(administrator, "E1001"))).containsExactly("recipient");
    assertThat(readings(find(administrator, "GR-2026/17"))).containsExactly("variable");
    assertThat(readings(find(administrator, "no such thing"))).isEmpty();
    assertThat(readings(find(administrator, sms))).containsExactly("message");
    String request = company.message(sms).path("request").asString();
    assertThat(readings(find(administrator, request))).containsExactly("request");
    assertThat(ids(find(administrator, request).path("messages"))).containsExactly(sms);
  }

  @Test
  void nothingOfAnotherApplicationIsFound() {
    Api other = administrator.asApplication("curious");

    for (String known : List.of("13800138000", "E1001", "GR-2026/17", sms)) {
      assertThat(find(other, known).path("messages")).as(known).isEmpty();
    }
    assertThat(other.get("/v1/messages/" + sms + "/content").status()).isEqualTo(404);
    assertThat(administrator.get("/v1/find?q=").status()).isEqualTo(422);
  }

  /** The same person is a recipient of a tenant that the application sent nothing to. */
  @Test
  void anApplicationLearnsOfPeopleOnlyWhatItsOwnMessagesSay() {
    Api other = administrator.asApplication("nosy");
    administrator.put(
        "/v1/tenants/elsewhere",
        "{\"name\": \"E\", \"locale\": \"zh-HK\", \"zone\": \"Asia/Hong_Kong\"}");
    administrator.put(
        "/v1/tenants/elsewhere/recipients/E1001",
        "{\"name\": \"Zhang\", \"addresses\": {\"sms\": \"+85291234567\"}}");

    for (String known : List.of("13800138000", "+8613800138000", "E1001", "+852 9123 4567")) {
      assertThat(find(other, known).toString()).as(known).doesNotContain("E1001", "recipient");
    }
    assertThat(readings(find(other, "9123 4567")))
        .as("a number of some tenant's country")
        .isEmpty();
    assertThat(readings(find(other, "+852 9123 4567"))).containsExactly("phone");
    assertThat(find(company.esop, "E1001").toString())
        .contains("acme/E1001")
        .doesNotContain("elsewhere");
    assertThat(find(company.esop, "9123 4567").toString()).doesNotContain("elsewhere", "phone");
    assertThat(find(administrator, "9123 4567").toString()).contains("elsewhere/E1001");
    administrator.delete("/v1/tenants/elsewhere/recipients/E1001");
  }

  @Test
  void aTenantThatThereIsNotLooksToAnApplicationLikeOneThatItSentNothingTo() {
    Api other = administrator.asApplication("nosy");

    for (String list : List.of("/v1/messages", "/v1/messages/counts", "/v1/messages/export")) {
      for (String more : List.of("", "&recipient=E1001")) {
        Api.Answer there = other.get(list + "?tenant=acme" + more);
        assertThat(other.get(list + "?tenant=nowhere" + more).toString())
            .as(list + more)
            .isEqualTo(there.toString());
      }
    }
    assertThat(administrator.get("/v1/messages?tenant=nowhere").wrongFields())
        .containsExactly("tenant");
  }

  @Test
  void aListTakesLanesAndSearchableVariables() {
    assertThat(ids(administrator.get("/v1/messages?lane=critical").json().path("items")))
        .contains(sms);
    assertThat(ids(administrator.get("/v1/messages?lane=bulk").json().path("items"))).isEmpty();
    assertThat(ids(administrator.get("/v1/messages?variable=GR-2026/17").json().path("items")))
        .containsExactly(sms);
  }

  /** Composed and not, wide and narrow, in any case; a plus that an address made a space. */
  @Test
  void aMessageIsFoundInAnyWritingOfWhatIsKnown() {
    String id =
        company.submitted(
            """
            {node: exercise.reminder, tenant: acme, to: [{email: Amy.O+hr@Acme.Example}],
             data: {name: Amy, order: 'Caf\u00e9-\uff11\uff12'}}
            """);

    for (String known :
        List.of(
            "Café-12",
            "Cafe\u0301-12",
            "CAFE\u0301-１2",
            "amy.o+hr@acme.example",
            "AMY.O+HR@ACME.EXAMPLE",
            "amy.o hr@acme.example")) {
      assertThat(ids(find(administrator, known).path("messages"))).as(known).containsExactly(id);
    }
    for (String query :
        List.of(
            "destination=AMY.o%2Bhr@acme.EXAMPLE",
            "destination=amy.o+hr@acme.example", "variable=cafe%CC%81-12")) {
      assertThat(ids(administrator.get("/v1/messages?" + query).json().path("items")))
          .as(query)
          .containsExactly(id);
    }
  }

  @Test
  void aTimeBeforeTheFirstMessageShowsAllOfThem() {
    for (String from : List.of("1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z")) {
      assertThat(
              ids(
                  administrator
                      .get("/v1/messages?lane=critical&from=" + from)
                      .json()
                      .path("items")))
          .as(from)
          .contains(sms);
      assertThat(
              ids(administrator.get("/v1/messages?lane=critical&to=" + from).json().path("items")))
          .isEmpty();
    }
  }

  @Test
  void aPlusThatAnAddressMadeASpaceIsNamed() {
    for (String field : List.of("from", "to")) {
      Api.Answer answer =
          administrator.get("/v1/messages?%s=2026-01-01T00:00:00+08:00".formatted(field));

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("%2B").contains("\"" + field + "\"");
      assertThat(
              administrator
                  .get("/v1/messages?%s=2026-01-01T00:00:00%%2B08:00".formatted(field))
                  .status())
          .isEqualTo(200);
    }
    assertThat(administrator.get("/v1/audit?from=2026-01-01T00:00:00+08:00").text())
        .contains("%2B");
  }

  @Test
  void messagesAreCountedByState() {
    String failed =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: bounce@acme.example}], data: {name: Count}}");
    awaitState(failed, "FAILED");
    company.submitted(
        """
        {node: once, tenant: acme, to: [{email: later@acme.example}], data: {name: Count},
         at: '2027-06-01T09:00:00+08:00'}
        """);

    JsonNode counts = administrator.get("/v1/messages/counts?application=esop&node=once").json();

    assertThat(counts.at("/byState/FAILED").asInt()).as(counts.toString()).isEqualTo(1);
    assertThat(counts.at("/byState/PENDING").asInt()).isEqualTo(1);
    assertThat(counts.path("capped").asBoolean()).isFalse();
    assertThat(
            administrator
                .get("/v1/messages/counts?node=once&application=esop&sent=false")
                .json()
                .path("byState"))
        .isEqualTo(counts.path("byState"));
  }

  @Test
  void theExportIsMaskedAndHarmlessToASpreadsheet() {
    Api.Answer export = administrator.get("/v1/messages/export?lane=critical");

    assertThat(export.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/csv");
    assertThat(export.text()).startsWith("\uFEFFid,acceptedAt,").contains(sms, ",'+86***");
    assertThat(export.text()).doesNotContain("13800138000");
  }

  @Test
  void theContentIsShownAsItWasWithoutItsSecrets() {
    JsonNode content = administrator.get("/v1/messages/" + sms + "/content").json();

    assertThat(content.path("format").asString()).as(content.toString()).isEqualTo("template");
    assertThat(content.path("params").toString()).isEqualTo("[\"张三\",\"12,000\"]");
  }

  @Test
  void aLookAtTheUnmaskedDataIsInTheTrace() {
    JsonNode revealed = administrator.post("/v1/messages/" + sms + "/reveal", "").json();

    assertThat(revealed.at("/destination/address").asString()).isEqualTo("+8613800138000");
    assertThat(revealed.at("/variables/code").asString()).isEqualTo("4711");
    JsonNode trace = company.message(sms).path("trace");
    assertThat(trace.get(trace.size() - 1).path("kind").asString()).isEqualTo("REVEALED");
    assertThat(trace.get(trace.size() - 1).path("by").asString()).isEqualTo("administrator");
    assertThat(company.esop.post("/v1/messages/" + sms + "/reveal", "").status()).isEqualTo(403);
  }

  @Test
  void aMessageIsSentAgainByAnotherChannel() {
    String failed =
        company.submitted(
            """
            {node: grant.vested, tenant: acme, channels: [sms], to: [{recipient: E1001}],
             data: {name: Other, shares: 1}}
            """);
    awaitState(failed, "SENT");
    JsonNode channels = company.esop.get("/v1/messages/" + failed + "/channels").json();
    assertThat(channels.toString()).contains("\"email\"").doesNotContain("problem");

    Api.Answer resent =
        company.esop.post("/v1/messages/" + failed + "/resend", "{\"channel\": \"email\"}");

    assertThat(resent.status()).as(resent.toString()).isEqualTo(202);
    String again = resent.json().at("/messages/0/id").asString();
    awaitState(again, "SENT");
    assertThat(company.message(again).path("channel").asString()).isEqualTo("email");
    assertThat(company.message(again).at("/origin/id").asString()).isEqualTo(failed);
    assertThat(
            company
                .esop
                .post("/v1/messages/" + failed + "/resend", "{\"channel\": \"fax\"}")
                .wrongFields())
        .containsExactly("channel");
  }

  // --- what a provider knows ---

  @Test
  void aMessageIsFoundByWhatItsProviderCallsIt() {
    String called =
        jdbc.sql("select provider_id from event where message_id = ? and provider_id is not null")
            .param(UUID.fromString(sms))
            .query(String.class)
            .single();

    JsonNode found = find(administrator, called);

    assertThat(readings(found)).contains("provider");
    assertThat(ids(found.path("messages"))).containsExactly(sms);
    assertThat(find(administrator.asApplication("stranger"), called).path("messages")).isEmpty();
  }

  @Test
  void aPersonHasTheProviderAskedAboutAMessageThatNobodyKnowsTheOutcomeOf() {
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{recipient: E1001}], data: {name: Asked}}");
    awaitState(id, "SENT");
    String ask = "/v1/messages/" + id + "/ask";
    JsonNode tooEarly = company.esop.post(ask, "").json();
    assertThat(tooEarly.path("code").asString()).isEqualTo("MESSAGE_NOT_UNKNOWN");
    assertThat(tooEarly.at("/parameters/state").asString()).isEqualTo("SENT");
    // As it stands when the provider was asked in vain and the message left to a person.
    jdbc.sql("update event set state = 'UNKNOWN', outcome = 'UNKNOWN' where message_id = ?")
        .param(UUID.fromString(id))
        .update();
    assertThat(company.state(id)).isEqualTo("UNKNOWN");

    Api.Answer asked = administrator.post(ask, "");

    assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
    assertThat(asked.json().path("state").asString()).isEqualTo("SENT");
    assertThat(asked.json().path("trace").toString())
        .contains("QUERY", "the provider confirms that it accepted it", "administrator");
    assertThat(administrator.post(ask, "").status()).isEqualTo(409);
    assertThat(administrator.asApplication("stranger").post(ask, "").status()).isEqualTo(404);
  }

  @Test
  void aProviderThatCanNotBeAskedIsSaidToBeOne() {
    String id =
        company.submitted(
            "{node: once, tenant: acme, to: [{email: unasked@acme.example}], data: {name: A}}");
    awaitState(id, "SENT");
    jdbc.sql("update event set state = 'UNKNOWN', outcome = 'UNKNOWN' where message_id = ?")
        .param(UUID.fromString(id))
        .update();

    Api.Answer asked = company.esop.post("/v1/messages/" + id + "/ask", "");

    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.json().path("code").asString()).isEqualTo("PROVIDER_NOT_ASKABLE");
    assertThat(company.state(id)).isEqualTo("UNKNOWN");
  }

  // --- names, times, and what became of it ---

  @Test
  void aMessageIsFoundByANameAndATime() {
    assertThat(readings(find(administrator, "张三"))).contains("recipient");
    assertThat(ids(find(administrator, "张三").path("messages"))).contains(sms);
    assertThat(find(company.esop, "张三").path("messages")).isEmpty();

    JsonNode lately = find(administrator, "5 minutes ago E1001");
    assertThat(readings(lately)).contains("time", "recipient");
    assertThat(ids(lately.path("messages"))).contains(sms);
    JsonNode before =
        administrator
            .get(
                "/v1/find?zone=Asia/Shanghai&q="
                    + URLEncoder.encode("前天9点 E1001", StandardCharsets.UTF_8))
            .json();
    assertThat(readings(before)).contains("time");
    assertThat(before.at("/understood/0/value").asString()).contains("08:30", "Asia/Shanghai");
    assertThat(before.path("messages")).isEmpty();
    assertThat(administrator.get("/v1/find?zone=Nowhere&q=x").wrongFields())
        .containsExactly("zone");
  }

  @Test
  void whatBecameOfAMessageIsInItsTraceAndCounted() {
    String path = "/v1/messages/" + sms + "/feedback";
    assertThat(company.esop.post(path, "{\"kind\": \"CODE_USED\"}").status()).isEqualTo(200);
    company.esop.post(path, "{\"kind\": \"CODE_USED\"}");

    assertThat(
            company
                .message(sms)
                .path("trace")
                .valueStream()
                .filter(step -> step.path("code").asString().equals("FEEDBACK_GIVEN")))
        .singleElement()
        .satisfies(step -> assertThat(step.path("by").asString()).isEqualTo("esop"));
    assertThat(company.esop.post(path, "{\"kind\": \"USED\"}").wrongFields())
        .containsExactly("kind");
    assertThat(
            administrator
                .asApplication("outsider")
                .post(path, "{\"kind\": \"CODE_USED\"}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void manyCodesToOneNumberAreAmiss() {
    for (int i = 0; i < 12; i++) {
      company.submitted(
          "{node: login.code, tenant: acme, to: [{phone: '13977770001'}], data: {name: P, shares: %d}}"
              .formatted(i));
    }

    await()
        .untilAsserted(() ->
            assertThat(findings(AlarmKind.CODE_PUMPING))
                .anySatisfy(finding -> {
                  assertThat(finding.value()).isGreaterThanOrEqualTo(12);
                  assertThat(finding.subject().key()).isEqualTo("esop/login.code");
                  assertThat(finding.reason().parameters().toString())
                      .doesNotContain("13977770001");
                }));
    assertThat(findings(AlarmKind.CODES_UNUSED)).isEmpty();
    jdbc.sql("update rollup set count = 60 where fact = 'ACCEPTED' and lane = 'critical'").update();
    company.esop.post("/v1/messages/" + sms + "/feedback", "{\"kind\": \"CODE_USED\"}");
    assertThat(findings(AlarmKind.CODES_UNUSED))
        .anySatisfy(finding -> assertThat(finding.value()).isLessThan(10));
  }

  private List<Finding> findings(AlarmKind kind) {
    return probes.stream()
        .filter(probe -> probe.kinds().contains(kind))
        .flatMap(probe -> probe.look(Instant.now()).stream())
        .filter(finding -> finding.kind() == kind)
        .toList();
  }
}
