package dev.herald.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What stand-in providers report by themselves, and what is posted as if by providers: proven,
 * once, in any order, and folded into the trace.
 */
@HeraldTest
@TestPropertySource(
    properties = {"herald.sandbox=true", "herald.sandbox-receipts=true", "herald.jobs.poll=500ms"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String UNDELIVERED = "+8619900000007";
  private static final String STOPS = "+8619900000008";
  private static final String SILENT = "+8619900000009";
  private static final String SILENT_ABROAD = "+919900000009";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  private Api administrator;
  private Api esop;

  @BeforeAll
  void thereAreSources() {
    administrator = Api.administrator(environment);
    esop = administrator.asApplication("esop");
    for (String tenant : List.of("acme", "globe")) {
      made("/v1/tenants/" + tenant, "{'name': 'Acme', 'locale': 'zh-CN', 'zone': 'Asia/Shanghai'}");
    }
    made(
        "/v1/sources/tencent",
        """
        {'connector': 'tencent-sms', 'tenant': 'acme', 'settings': {'secretId': 'AKIDsandbox',
          'secretKey': 'key', 'appId': '1400000001', 'signName': 'Acme'}}
        """);
    made(
        "/v1/sources/twilio",
        """
        {'connector': 'twilio', 'tenant': 'globe', 'settings': {'authToken': 'token1',
          'accountSid': 'AC00000000000000000000000000000001', 'from': '+15005550006'},
         'caps': ['50 per second']}
        """);
    made(
        "/v1/applications/esop/nodes/vested",
        """
        {'name': 'Vested', 'plan': 'sms', 'locale': 'en', 'templates': [
          {'channel': 'sms', 'tenant': 'acme', 'content': {'template': '1001', 'params': ['{{n}}']}},
          {'channel': 'sms', 'tenant': 'globe', 'content': {'text': 'Vested {{n}}'}}],
         'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}}}
        """);
    made(
        "/v1/applications/esop/nodes/code",
        """
        {'name': 'Code', 'plan': 'sms', 'locale': 'en', 'lane': 'critical',
         'reachesSuppressed': true, 'templates': [
          {'channel': 'sms', 'content': {'template': '1002', 'params': ['1']}}]}
        """);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void made(String path, String body) {
    Api.Answer answer = administrator.put(path, json(body));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private int number;

  private String submitted(String tenant, String to) {
    return submitted("vested", tenant, to, ", 'data': {'n': %d}".formatted(++number));
  }

  private String submitted(String node, String tenant, String to, String more) {
    String body = "{'node': '%s', 'tenant': '%s', 'to': [{'sms': '%s'}]%s}";
    Api.Answer answer = esop.post("/v1/messages", json(body.formatted(node, tenant, to, more)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private JsonNode message(String id) {
    return administrator.get("/v1/messages/" + id).json();
  }

  private JsonNode settled(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(message(id).path("state").asString())
                .as(message(id).toString())
                .isEqualTo(state));
    return message(id);
  }

  private List<String> codes(String id) {
    return message(id)
        .path("trace")
        .valueStream()
        .map(step -> step.path("code").asString())
        .toList();
  }

  private String providerId(String id) {
    return message(id)
        .path("trace")
        .valueStream()
        .map(step -> step.at("/attempt/providerId").asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private URI address(String source) {
    Api.Answer told = administrator.get("/v1/sources/%s/receipts".formatted(source));
    assertThat(told.status()).as(told.toString()).isEqualTo(200);
    return URI.create(told.json().path("url").asString());
  }

  private Api.Answer posted(URI url, String type, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return administrator.send(request.build());
  }

  private Api.Answer tencent(String body) {
    return posted(address("tencent"), "application/json", json(body), Map.of());
  }

  private static String report(String sid, String status, String errmsg) {
    return "[{'user_receive_time': '2026-12-01 10:00:00', 'nationcode': '86', 'mobile':"
        + " '19900000009', 'report_status': '%s', 'errmsg': '%s', 'description': 'x', 'sid': '%s'}]"
            .formatted(status, errmsg, sid);
  }

  @Test
  void whatAProviderReportsIsInTheTrace() {
    String delivered = submitted("acme", "+8613800000001");
    String lost = submitted("acme", UNDELIVERED);

    assertThat(codes(settled(delivered, "DELIVERED").path("id").asString()))
        .containsSubsequence("TAKEN_BY_PROVIDER", "REPORTED_DELIVERED");
    JsonNode last = settled(lost, "UNDELIVERED").path("trace").valueStream().toList().getLast();
    assertThat(last.path("kind").asString()).isEqualTo("RECEIPT");
    assertThat(last.path("code").asString()).isEqualTo("PROVIDER_REPORTED_UNDELIVERED");
    assertThat(last.at("/parameters/code").asString()).isEqualTo("UNDELIV");
    assertThat(last.path("reason").asString()).contains("the carrier could not deliver it");
    assertThat(message(lost).path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void aReportThatIsToldAgainOrLateChangesNothing() {
    String id = submitted("acme", SILENT);
    settled(id, "SENT");
    String sid = providerId(id);

    Api.Answer answer = tencent(report(sid, "SUCCESS", "DELIVRD"));
    assertThat(answer.json()).isEqualTo(tencent(report(sid, "SUCCESS", "DELIVRD")).json());
    assertThat(answer.json().path("result").asInt(-1)).isZero();
    assertThat(tencent(report(sid, "FAIL", "UNDELIV")).status()).isEqualTo(200);

    assertThat(message(id).path("state").asString()).isEqualTo("DELIVERED");
    assertThat(codes(id))
        .containsOnlyOnce("REPORTED_DELIVERED")
        .doesNotContain("PROVIDER_REPORTED_UNDELIVERED");
  }

  @Test
  void anAccountOfSeveralSourcesReportsAtTheAddressOfOne() {
    // The stand-in reports at the address of the account that it learned last.
    source("other", "another-key");
    source("same", "key");
    String id = submitted("acme", SILENT);
    settled(id, "SENT");
    String body = json(report(providerId(id), "SUCCESS", "DELIVRD"));

    Api.Answer foreign = posted(address("other"), "application/json", body, Map.of());
    assertThat(foreign.status()).isEqualTo(200);
    assertThat(message(id).path("state").asString()).isEqualTo("SENT");
    Api.Answer same = posted(address("same"), "application/json", body, Map.of());

    assertThat(same.status()).isEqualTo(200);
    assertThat(message(id).path("state").asString()).isEqualTo("DELIVERED");
  }

  private void source(String code, String secretKey) {
    made("/v1/tenants/" + code, "{'name': 'Acme', 'locale': 'zh-CN', 'zone': 'Asia/Shanghai'}");
    made(
        "/v1/sources/" + code,
        """
        {'connector': 'tencent-sms', 'tenant': '%s', 'settings': {'secretId': 'AKIDsandbox',
          'secretKey': '%s', 'appId': '1400000001', 'signName': 'Acme'}}
        """
            .formatted(code, secretKey));
  }

  @Test
  void manyReportsInOneCallAreTakenAndOneThatIsNoTextHoldsUpNoOther() {
    String id = submitted("acme", SILENT);
    settled(id, "SENT");
    String strange = report("a\\u0000b", "SUCCESS", "DELIVRD");
    String right = report(providerId(id), "SUCCESS", "DELIVRD");
    String others = report("nobody's", "SUCCESS", "DELIVRD").repeat(60).replace("][", ", ");
    String all = (strange + others + right).replace("][", ", ");
    assertThat(all.length()).isGreaterThan(8_192);

    assertThat(tencent(all.replace("nobody's", "nobodys")).status()).isEqualTo(200);

    assertThat(message(id).path("state").asString()).isEqualTo("DELIVERED");
  }

  @Test
  void whoeverDoesNotKnowTheSecretIsRefused() {
    URI right = address("tencent");
    String body = json(report("2028:1", "SUCCESS", "DELIVRD"));
    for (String query : List.of("", "?secret=", "?secret=wrong", "?other=1")) {
      URI wrong = URI.create(right.toString().replaceAll("\\?.*", "") + query);
      Api.Answer answer = posted(wrong, "application/json", body, Map.of());
      assertThat(answer.status()).as(query).isEqualTo(403);
      assertThat(answer.json().path("code").asString()).isEqualTo("RECEIPT_UNPROVEN");
    }
    URI unknown = right.resolve("/receipts/nobody");
    assertThat(posted(unknown, "application/json", body, Map.of()).status()).isEqualTo(404);
    assertThat(posted(right, "application/json", "rubbish", Map.of()).status()).isEqualTo(400);
    String large = "[\"" + "a".repeat(ReceiptController.LARGEST) + "\"]";
    assertThat(posted(right, "application/json", large, Map.of()).status()).isEqualTo(413);
  }

  /** Many a provider says once only what became of a message. */
  @Test
  void whatComesAllAtOnceIsTakenWhole() {
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 120)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                    () -> tencent(report("burst:" + i, "SUCCESS", "DELIVRD")).status(),
                    task -> Thread.ofVirtual().start(task)))
            .toList();

    assertThat(answers).map(CompletableFuture::join).containsOnly(200);
  }

  @Test
  void whatIsSaidOfAnUnknownMessageWaitsAndIsFoldedOnceItIsKnown() {
    String early = "early:" + UUID.randomUUID();
    assertThat(tencent(report(early, "SUCCESS", "DELIVRD")).status()).isEqualTo(200);
    assertThat(waiting()).isPositive();

    String id = submitted("acme", SILENT);
    settled(id, "SENT");
    database
        .sql("update event set provider_id = ? where message_id = ? and provider_id is not null")
        .params(early, UUID.fromString(id))
        .update();

    settled(id, "DELIVERED");
  }

  private int waiting() {
    return database.sql("select count(*) from waiting_receipt").query(Integer.class).single();
  }

  @Test
  void anUnknownOutcomeIsSettledByWhatTheProviderTellsAgain() {
    String id = submitted("acme", SILENT);
    settled(id, "SENT");
    database
        .sql(
            """
            update event set state = 'UNKNOWN', outcome = 'UNKNOWN', provider_id = null
            where message_id = ? and outcome is not null
            """)
        .param(UUID.fromString(id))
        .update();

    String body =
        report("9:9", "SUCCESS", "DELIVRD").replace("}]", ", 'ext': '%s'}]".formatted(id));
    assertThat(tencent(body).status()).isEqualTo(200);

    assertThat(message(id).path("state").asString()).isEqualTo("DELIVERED");
  }

  @Test
  void whoeverWritesStopIsSentNothingMoreUntilItIsLifted() {
    String first = submitted("acme", STOPS);
    settled(first, "DELIVERED");
    await().atMost(SOON).untilAsserted(() -> assertThat(codes(first)).contains("REPLIED"));
    JsonNode reply = administrator.get("/v1/messages/%s/replies".formatted(first)).json().path(0);
    assertThat(reply.path("text").asString()).isEqualTo("TD");
    assertThat(reply.path("stop").asBoolean()).isTrue();
    assertThat(reply.path("from").asString()).contains("***").doesNotContain(STOPS);

    String second = submitted("acme", STOPS);
    JsonNode suppressed = settled(second, "SUPPRESSED");
    assertThat(codes(second)).contains("ADDRESS_SUPPRESSED");
    assertThat(suppressed.path("verdict").asString()).isNotBlank();
    settled(submitted("code", "acme", STOPS, ""), "DELIVERED");

    JsonNode entry =
        administrator
            .post("/v1/suppressions/search", json("{'address': '19900000008'}"))
            .json()
            .path(0);
    assertThat(entry.path("cause").asString()).isEqualTo("STOPPED");
    assertThat(entry.path("message").asString()).isEqualTo(first);
    String path = "/v1/suppressions/" + entry.path("id").asString();
    assertThat(administrator.delete(path).status()).isEqualTo(204);
    settled(submitted("acme", STOPS), "DELIVERED");
  }

  @Test
  void anAddressThatIsAddedByHandIsSuppressedForItsTenantAndChannel() {
    String body =
        "{'tenant': 'acme', 'channel': 'sms', 'address': '+8613900000001', 'note': 'asked'}";
    Api.Answer added = administrator.post("/v1/suppressions", json(body));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(administrator.post("/v1/suppressions", json(body)).status()).isEqualTo(409);

    settled(submitted("acme", "+8613900000001"), "SUPPRESSED");
    settled(submitted("globe", "+8613900000001"), "DELIVERED");
    assertThat(administrator.get("/v1/suppressions?tenant=acme&cause=ADDED").json().path("items"))
        .anySatisfy(
            item -> assertThat(item.path("address").asString()).doesNotContain("13900000001"));
    assertThat(administrator.get("/v1/suppressions/export").text())
        .contains("acme,sms,PHONE,+8613900000001,ADDED");
    assertThat(
            administrator
                .post("/v1/suppressions", json("{'tenant': 'nobody', 'channel': 'sms'}"))
                .wrongFields())
        .contains("tenant", "address");
  }

  @Test
  void aNodeOfAnotherLaneMayNotReachSuppressedAddresses() {
    Api.Answer answer =
        administrator.put(
            "/v1/applications/esop/nodes/bold",
            json("{'name': 'B', 'plan': 'sms', 'locale': 'en', 'reachesSuppressed': true}"));
    assertThat(answer.wrongFields()).contains("reachesSuppressed");
  }

  @Test
  void aProviderThatTellsNothingIsAskedUntilItIsFinal() {
    made(
        "/v1/sources/ding",
        """
        {'connector': 'dingtalk-work', 'settings': {'appKey': 'ding1', 'appSecret': 'secret-of-ding1',
          'agentId': '1234567'}}
        """);
    made(
        "/v1/applications/esop/nodes/noted",
        """
        {'name': 'Noted', 'plan': 'dingtalk', 'locale': 'en', 'templates': [
          {'channel': 'dingtalk', 'content': {'title': 'T', 'markdown': 'Vested'}}]}
        """);
    String seen = noted("zhang-read");
    String dropped = noted("li-capped");
    String lost = noted("wang-undelivered");
    for (String id : List.of(seen, dropped, lost)) {
      settled(id, "SENT");
    }
    assertThat(
            database
                .sql(
                    "update follow_up set due_at = now() where message_id in (?::uuid, ?::uuid, ?::uuid)")
                .params(seen, dropped, lost)
                .update())
        .isEqualTo(3);

    assertThat(codes(settled(seen, "DELIVERED").path("id").asString())).contains("REPORTED_READ");
    JsonNode last = settled(dropped, "UNDELIVERED").path("trace").valueStream().toList().getLast();
    assertThat(last.path("reason").asString()).contains("the person has had as many as a day");
    assertThat(last.path("kind").asString()).as("it was asked").isEqualTo("QUERY");
    settled(lost, "UNDELIVERED");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    database
                        .sql(
                            "select count(*) from follow_up where message_id in (?::uuid, ?::uuid, ?::uuid)")
                        .params(seen, dropped, lost)
                        .query(Integer.class)
                        .single())
                .isZero());
  }

  @Test
  void aReportThatNeverCameIsAskedForAndWhatHasNoneIsNotAskedForEver() {
    for (String tenant : List.of("acme", "globe")) {
      String told = submitted(tenant, "+8613800000021");
      String silent = submitted(tenant, tenant.equals("acme") ? SILENT : SILENT_ABROAD);
      settled(told, "DELIVERED");
      settled(silent, "SENT");
      database
          .sql(
              "delete from event where message_id = ?::uuid and kind = 'RECEIPT' and state = 'DELIVERED'")
          .param(told)
          .update();

      await()
          .atMost(SOON)
          .until(() -> {
            asked(told);
            return message(told).path("state").asString().equals("DELIVERED");
          });
      assertThat(codes(settled(told, "DELIVERED").path("id").asString()))
          .contains("REPORTED_DELIVERED");
      for (int times = 0; times < 5; times++) {
        asked(silent);
      }
      assertThat(codes(silent)).last().isEqualTo("ASKED_IN_VAIN");
      assertThat(message(silent).path("state").asString()).isEqualTo("SENT");
    }
  }

  @Test
  void whatWasToldIsNotAskedAbout() {
    String told = submitted("acme", "+8613800000022");
    settled(told, "DELIVERED");

    asked(told);

    assertThat(codes(told)).doesNotContain("ASKED_IN_VAIN").doesNotHaveDuplicates();
  }

  /** Its question is due now, and over. */
  private void asked(String id) {
    database
        .sql("update follow_up set due_at = now() where message_id = ?::uuid")
        .param(id)
        .update();
    await()
        .atMost(SOON)
        .until(() ->
            database
                    .sql(
                        "select count(*) from follow_up where message_id = ?::uuid and (due_at <= now()"
                            + " or due_at between now() + interval '9 minutes' and now() + interval"
                            + " '10 minutes')")
                    .param(id)
                    .query(Integer.class)
                    .single()
                == 0);
  }

  private String noted(String to) {
    String body = "{'node': 'noted', 'tenant': 'acme', 'to': [{'dingtalk': '%s'}]}";
    Api.Answer answer = esop.post("/v1/messages", json(body.formatted(to)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  @Test
  void aMailboxThatThereIsNotIsSuppressed() {
    made(
        "/v1/sources/mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from':"
            + " 'hr@acme.example'}}");
    made(
        "/v1/applications/esop/nodes/mailed",
        """
        {'name': 'Mailed', 'plan': 'email', 'locale': 'en', 'templates': [
          {'channel': 'email', 'content': {'subject': 'S', 'text': 'T'}}]}
        """);

    settled(mailed("bounce@acme.example"), "FAILED");
    String second = mailed("Bounce@acme.example");
    settled(second, "SUPPRESSED");

    assertThat(codes(second)).contains("ADDRESS_SUPPRESSED");
    settled(mailed("full@acme.example"), "PENDING");
    settled(mailed("fine@acme.example"), "SENT");
  }

  private String mailed(String to) {
    String body = "{'node': 'mailed', 'tenant': 'acme', 'to': [{'email': '%s'}]}";
    Api.Answer answer = esop.post("/v1/messages", json(body.formatted(to)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  @Test
  void aSignatureIsHeldAgainstTheAddressAndTheFields() {
    String id = submitted("globe", SILENT);
    settled(id, "SENT");
    URI url = address("twilio");
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "MessageSid", providerId(id),
                "MessageStatus", "undelivered",
                "ErrorCode", "30005",
                "To", SILENT,
                "From", "+15005550006"));

    assertThat(twilio(url, fields, "wrong").status()).isEqualTo(403);
    assertThat(message(id).path("state").asString()).isEqualTo("SENT");
    assertThat(twilio(url, fields, "token1").status()).isEqualTo(200);

    settled(id, "UNDELIVERED");
    settled(submitted("globe", SILENT), "SUPPRESSED");
    JsonNode entry =
        administrator
            .post("/v1/suppressions/search", json("{'address': '%s'}".formatted(SILENT)))
            .json()
            .path(0);
    assertThat(entry.path("cause").asString()).isEqualTo("BOUNCED");
    assertThat(entry.at("/reason/text").asString()).contains("the number does not exist");
  }

  private Api.Answer twilio(URI url, Map<String, String> fields, String token) {
    StringBuilder signed = new StringBuilder(url.toString());
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> {
      signed.append(name).append(value);
      body.append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
          .append('&');
    });
    String form = body.substring(0, body.length() - 1);
    return posted(
        url,
        "application/x-www-form-urlencoded",
        form,
        Map.of("X-Twilio-Signature", hmacSha1(token, signed.toString())));
  }

  private static String hmacSha1(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
