package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What callers are given to work with: keys with limits, names of their own, and where a submission
 * stands. The server sends in earnest, to a receiver that tells what reached it.
 */
@HeraldTest
@TestPropertySource(properties = "herald.egress.private-targets=127.0.0.0/8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String KEYS = "/v1/applications/esop/keys";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  private Company company;
  private Receivers receivers;
  private String receiver;

  @BeforeAll
  void thereIsAReceiver() {
    company = new Company(environment);
    receivers = new Receivers();
    receiver = receivers.listen("127.0.0.1", 200);
    new Hooks(company);
    company.put(
        "/v1/applications/esop/nodes/once.hooked",
        """
        {name: Once, plan: webhook, locale: en, dedupWindow: 1h,
         schema: {type: object, properties: {n: {type: integer}}},
         templates: [{channel: webhook, content: {type: hooked, json: {n: '{{n}}'}}}]}
        """);
    company.put(
        "/v1/sources/hook",
        "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==, allowPrivate: 'true'}}");
  }

  @AfterAll
  void theReceiverGoes() {
    receivers.close();
  }

  private Api key(String yaml) {
    Api.Answer made = company.administrator.post(KEYS, Company.json(yaml));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return company.administrator.with(made.json().path("key").asString());
  }

  private static String hooked(String node, String url, int n, String more) {
    return Company.json(
        "{node: %s, tenant: acme, to: [{webhook: '%s'}], data: {n: %d}%s}"
            .formatted(node, url, n, more));
  }

  private JsonNode submitted(Api caller, String url, int n) {
    Api.Answer answer = caller.post("/v1/messages", hooked("hooked", url, n, ""));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0");
  }

  private JsonNode settled(String id, String state) {
    await().atMost(SOON).untilAsserted(() -> assertThat(company.state(id)).isEqualTo(state));
    return company.message(id);
  }

  private boolean wasReceived(int n) {
    Pattern number = Pattern.compile("\\b%d\\b".formatted(n));
    return receivers.bodies().stream().anyMatch(body -> number.matcher(body).find());
  }

  @Test
  void aTestKeysMessageGoesToTheStandInsAndCallsNoProviderAlsoSentAgain() {
    Api test = key("{name: test, mode: test}");

    String id = submitted(test, receiver, 101).path("id").asString();
    assertThat(settled(id, "SENT").path("mode").asString()).isEqualTo("test");
    Api.Answer again = company.administrator.post("/v1/messages/%s/resend".formatted(id), "");
    String second = again.json().at("/messages/0/id").asString();
    assertThat(settled(second, "SENT").path("mode").asString()).isEqualTo("test");

    String live = submitted(company.esop, receiver, 102).path("id").asString();
    assertThat(settled(live, "SENT").path("mode").asString()).isEqualTo("live");
    assertThat(wasReceived(102)).isTrue();
    assertThat(wasReceived(101)).isFalse();
  }

  @Test
  void aTestTakesNeitherTheIdempotencyKeyNorTheDedupWindowOfWhatReallyGoesOut() {
    Api test = key("{name: apart, mode: test}");
    String body = hooked("once.hooked", receiver, 111, "");

    JsonNode tried = keyed(test, "order-111", body).json().at("/messages/0");
    JsonNode sent = keyed(company.esop, "order-111", body).json().at("/messages/0");

    assertThat(sent.path("id")).isNotEqualTo(tried.path("id"));
    assertThat(sent.path("duplicate").asBoolean()).isFalse();
    settled(sent.path("id").asString(), "SENT");
    assertThat(wasReceived(111)).isTrue();
  }

  private static Api.Answer keyed(Api caller, String idempotencyKey, String body) {
    return caller.send(
        HttpRequest.newBuilder(caller.base().resolve("/v1/messages"))
            .header("Authorization", "Bearer " + caller.key())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void aTestKeySeesWhatTestKeysSentAndNothingElse() {
    Api test = key("{name: sees, mode: test}");
    String live = submitted(company.esop, receiver, 121).path("id").asString();
    String tried = submitted(test, receiver, 122).path("id").asString();

    assertThat(test.get("/v1/messages/" + live).status()).isEqualTo(404);
    assertThat(test.get("/v1/messages/" + tried).status()).isEqualTo(200);
    assertThat(test.get("/v1/messages?limit=1000").json().path("items").valueStream())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.path("mode").asString()).isEqualTo("test"));
  }

  @Test
  void aGuestListKeyReachesItsListAndSuppressesTheRestAlsoSentAgain() {
    Api guests =
        key("{name: staging, mode: guests, guests: ['%s', li@acme.example]}".formatted(receiver));

    settled(submitted(guests, receiver, 131).path("id").asString(), "SENT");
    assertThat(wasReceived(131)).isTrue();

    String other = receiver.replace("/in", "/other");
    String id = submitted(guests, other, 132).path("id").asString();
    assertThat(settled(id, "SUPPRESSED").path("verdict").asString()).contains("on its list");
    Api.Answer again = company.administrator.post("/v1/messages/%s/resend".formatted(id), "");
    settled(again.json().at("/messages/0/id").asString(), "SUPPRESSED");
    assertThat(wasReceived(132)).isFalse();
  }

  @Test
  void aGuestListIsSealedAndShownMasked() {
    key("{name: masked, mode: guests, guests: [zhang.san@acme.example]}");

    String listed = company.administrator.get(KEYS).text();
    assertThat(listed).contains("***").doesNotContain("zhang.san@");
    assertThat(database.sql("select api_key::text from api_key").query(String.class).list())
        .noneMatch(row -> row.contains("zhang"));
    assertThat(database.sql("select entry::text from audit_entry entry").query(String.class).list())
        .noneMatch(row -> row.contains("zhang"));
  }

  @Test
  void aKeyDoesWhatItsScopesSay() {
    Api sender = key("{name: sender, scopes: [send]}");
    Api reader = key("{name: reader, scopes: [read]}");
    String id = submitted(sender, receiver, 141).path("id").asString();

    assertThat(sender.get("/v1/messages/" + id).status()).isEqualTo(403);
    assertThat(reader.get("/v1/messages/" + id).status()).isEqualTo(200);
    Api.Answer refused = reader.post("/v1/messages", hooked("hooked", receiver, 142, ""));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("detail").asString()).contains("'send'");
    assertThat(reader.post("/v1/messages/%s/cancel".formatted(id), "").status()).isEqualTo(403);
  }

  @Test
  void aKeyThatMayEditChangesTheNodesOfItsOwnApplicationAlone() {
    company.administrator.asApplication("theirs");
    Api editor = key("{name: pipeline, scopes: [read, edit]}");
    String node = "{\"name\": \"N\", \"plan\": \"email\", \"locale\": \"en\"}";

    Api.Answer made = editor.put("/v1/applications/esop/nodes/by.key", node);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(editor.get("/v1/applications/esop/nodes/by.key").status()).isEqualTo(200);
    assertThat(editor.put("/v1/applications/theirs/nodes/by.key", node).status()).isEqualTo(404);
    assertThat(company.esop.put("/v1/applications/esop/nodes/by.key", node).status())
        .isEqualTo(403);
    assertThat(editor.get("/v1/tenants").status()).isEqualTo(403);
  }

  @Test
  void aKeyEndsWhenItWasSaidTo() {
    Api brief = key("{name: brief, expiresAt: '2999-01-01T00:00:00Z'}");
    submitted(brief, receiver, 151);

    database.sql("update api_key set expires_at = now() where name = 'brief'").update();

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(brief.get("/v1/messages").status()).isEqualTo(401));
  }

  @Test
  void aProcessThatKnowsOfNoLimitsOpensNothingByAKeyThatHasSome() {
    key("{name: limited, mode: test}");
    key("{name: usual}");

    String hash = "select length(hash) from api_key where name = ?";
    assertThat(database.sql(hash).param("limited").query(Integer.class).single()).isZero();
    assertThat(database.sql(hash).param("usual").query(Integer.class).single()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scopes[0] | {scopes: [administer]}
          scopes[1] | {scopes: [send, send]}
          scopes    | {scopes: []}
          mode      | {mode: tset}
          guests    | {mode: guests}
          guests    | {guests: [li@acme.example]}
          guests[0] | {mode: guests, guests: [' ']}
          expiresAt | {expiresAt: '2020-01-01T00:00:00Z'}
          expiresAt | {expiresAt: tomorrow}
          name      | {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
          nmae      | {nmae: x}
          """)
  void aKeyIsRefusedByItsField(String field, String yaml) {
    Api.Answer refused = company.administrator.post(KEYS, Company.json(yaml));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.wrongFields()).as(refused.toString()).contains(field);
  }

  @Test
  void twoKeysOfANameAreAliveDuringARotationAndNoThird() {
    key("{name: rotated}");
    key("{name: rotated}");

    Api.Answer third = company.administrator.post(KEYS, "{\"name\": \"rotated\"}");

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.json().path("detail").asString()).contains("'rotated'");
  }

  @Test
  void aMessageIsFoundByItsCallersReference() {
    String body =
        """
        {node: hooked, tenant: acme, reference: ' ORD-2026-é ', data: {n: 161},
         to: [{webhook: '%1$s'}, {webhook: '%1$s?2', reference: ORD-161-2}]}
        """
            .formatted(receiver);
    JsonNode made = company.submit(body).json();
    String first = made.at("/messages/0/id").asString();
    String second = made.at("/messages/1/id").asString();

    assertThat(found("/v1/messages?reference=ORD-2026-e%CC%81")).containsExactly(first);
    assertThat(found("/v1/messages?reference=ORD-161-2")).containsExactly(second);
    assertThat(found("/v1/messages?reference=ORD")).isEmpty();
    assertThat(company.message(first).path("reference").asString()).isEqualTo("ORD-2026-é");
    JsonNode readings = company.esop.get("/v1/find?q=ORD-161-2").json();
    assertThat(readings.at("/understood/0/as").asString()).isEqualTo("reference");
    assertThat(readings.at("/messages/0/id").asString()).isEqualTo(second);
    assertThat(
            database
                .sql("select message::text from message where id = ?::uuid")
                .param(second)
                .query(String.class)
                .single())
        .doesNotContain("ORD-161");
  }

  private List<String> found(String path) {
    Api.Answer answer = company.esop.get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("items").valueStream().map(m -> m.path("id").asString()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"' '", "5", "\"a\\nb\"", "'%s'"})
  void aReferenceThatIsNoneIsRefused(String reference) {
    String wrong = reference.formatted("r".repeat(129));
    Api.Answer refused =
        company.submit(
            "{node: hooked, tenant: acme, to: [{webhook: '%s'}], data: {n: 1}, reference: %s}"
                .formatted(receiver, wrong));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.wrongFields()).containsExactly("reference");
  }

  @Test
  void severalStatesAreAskedForAtOnce() {
    Api guests = key("{name: states, mode: guests, guests: [nobody@acme.example]}");
    String suppressed = submitted(guests, receiver, 171).path("id").asString();
    settled(suppressed, "SUPPRESSED");
    String sent = submitted(company.esop, receiver, 172).path("id").asString();
    settled(sent, "SENT");

    assertThat(found("/v1/messages?limit=1000&state=SUPPRESSED,SENT")).contains(suppressed, sent);
    assertThat(found("/v1/messages?limit=1000&state=SUPPRESSED&state=SENT"))
        .contains(suppressed, sent);
    assertThat(found("/v1/messages?limit=1000&state=suppressed,FAILED,UNKNOWN"))
        .contains(suppressed)
        .doesNotContain(sent);
    assertThat(company.esop.get("/v1/messages?state=SENT,SNET").wrongFields())
        .containsExactly("state");
    assertThat(company.esop.get("/v1/messages?channel=sms&channel=email").wrongFields())
        .containsExactly("channel");
  }

  @Test
  void aSubmissionsMessagesAndTheirStatesAreFoundByItsId() {
    String body =
        "{node: hooked, tenant: acme, to: [{webhook: '%1$s?a'}, {webhook: '%1$s?b'}, {webhook: '%1$s?c'}], data: {n: 181}}"
            .formatted(receiver);
    JsonNode made = company.submit(body).json();
    String path = "/v1/requests/" + made.path("request").asString();
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(company.esop.get(path).json().path("items").valueStream())
                .hasSize(3)
                .allSatisfy(m -> assertThat(m.path("state").asString()).isEqualTo("SENT")));

    JsonNode first = company.esop.get(path + "?limit=2").json();
    JsonNode rest = company.esop.get(path + "?cursor=" + first.path("next").asString()).json();
    assertThat(first.path("items")).hasSize(2);
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.path("next").asString("")).isEmpty();
    assertThat(first.at("/items/0/id")).isEqualTo(made.at("/messages/0/id"));

    Api stranger = company.administrator.asApplication("stranger");
    assertThat(stranger.get(path).status()).isEqualTo(404);
    assertThat(company.esop.get("/v1/requests/01a1f6a0-0000-7000-8000-000000000000").status())
        .isEqualTo(404);
    assertThat(company.esop.get(path + "?cursor=YQ").wrongFields()).containsExactly("cursor");
  }

  @Test
  void aTraceparentIsKeptWithTheMessageAndOneThatIsNoneIsIgnored() {
    String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(traced(parent, 191).path("traceparent").asString()).isEqualTo(parent);
    assertThat(traced("00-none", 192).has("traceparent")).isFalse();
  }

  private JsonNode traced(String traceparent, int n) {
    Api.Answer answer =
        company.esop.send(
            submission(company.esop, hooked("hooked", receiver, n, ""))
                .header("traceparent", traceparent)
                .build());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return company.message(answer.json().at("/messages/0/id").asString());
  }

  private static HttpRequest.Builder submission(Api caller, String body) {
    return HttpRequest.newBuilder(caller.base().resolve("/v1/messages"))
        .header("Authorization", "Bearer " + caller.key())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void everyAnswerHasTheCallersRequestIdOrANewOne() {
    assertThat(requestId("/v1/messages", "order-8841/retry=2")).isEqualTo("order-8841/retry=2");
    assertThat(requestId("/nowhere", "order-8841")).isEqualTo("order-8841");
    assertThat(requestId("/v1/messages", "has a space")).matches("[0-9a-f-]{36}");
    assertThat(requestId("/v1/messages", "x".repeat(129))).matches("[0-9a-f-]{36}");
    Api.Answer refused = Api.anonymous(environment).get("/v1/messages");
    assertThat(header(refused, "x-request-id")).matches("[0-9a-f-]{36}");
  }

  private String requestId(String path, String given) {
    Api.Answer answer =
        company.esop.send(
            HttpRequest.newBuilder(company.esop.base().resolve(path))
                .header("Authorization", "Bearer " + company.esop.key())
                .header("X-Request-Id", given)
                .build());
    return header(answer, "x-request-id");
  }

  private static String header(Api.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }

  @Test
  void aCallerIsToldItsRateAndQuotaAndWhatIsLeftOfThem() {
    Api capped = company.administrator.asApplication("capped");
    company.put(
        "/v1/applications/capped",
        "{name: Capped, owner: Li Lei, rate: 2 per hour, quota: 1000 per day}");
    new Hooks(company).node("capped", "hooked", "normal");
    String body = hooked("hooked", receiver, 201, "");

    Api.Answer first = capped.post("/v1/messages", body);
    assertThat(first.status()).as(first.toString()).isEqualTo(202);
    assertThat(header(first, "ratelimit-policy"))
        .isEqualTo("\"rate\";q=2;w=3600, \"quota\";q=1000;w=86400");
    assertThat(header(first, "ratelimit")).startsWith("\"rate\";r=");
    await().atMost(SOON).until(() -> capped.post("/v1/messages", body).status() == 429);
    Api.Answer refused = capped.post("/v1/messages", body);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(header(refused, "ratelimit")).contains("\"rate\";r=0;t=");
    assertThat(header(refused, "retry-after")).isNotEmpty();
    assertThat(header(company.submit("{}"), "ratelimit-policy")).isEmpty();
  }
}
