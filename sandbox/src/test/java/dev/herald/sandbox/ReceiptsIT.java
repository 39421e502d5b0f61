package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.receipt.Callback;
import dev.herald.sandbox.receipt.Receipts;
import dev.herald.sandbox.standin.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What providers say later: signed as each of them signs, and again until it is understood. */
class ReceiptsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().clock(new SettableClock()).capPolicy(CapPolicy.OFF));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void without_a_callback_nobody_is_called() throws IOException {
    TriedRequest.own("twilio").send(sandbox);
    assertThat(sandbox.receipts().counts()).isEqualTo(new Receipts.Counts(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"13800000001, SUCCESS, DELIVRD", "19900000007, FAIL, UNDELIV"})
  void tencent_reports_each_number_with_its_serial(String number, String status, String error)
      throws IOException {
    try (CallbackServer server = new CallbackServer("{\"result\":0,\"errmsg\":\"OK\"}")) {
      report("tencent-sms", server, "");
      String serial =
          TriedRequest.own("tencent-sms")
              .with("13800000001", number)
              .send(sandbox)
              .json()
              .at("/Response/SendStatusSet/0/SerialNo")
              .asString();
      JsonNode report = one(server).path(0);
      assertThat(report.path("sid").asString()).isEqualTo(serial);
      assertThat(report.path("mobile").asString()).isEqualTo(number);
      assertThat(report.path("nationcode").asString()).isEqualTo("86");
      assertThat(report.path("report_status").asString()).isEqualTo(status);
      assertThat(report.path("errmsg").asString()).isEqualTo(error);
      awaitTaken(1);
    }
  }

  @Test
  void what_was_not_understood_is_sent_again() throws IOException {
    String good = "{\"result\":0,\"errmsg\":\"OK\"}";
    try (CallbackServer server = new CallbackServer("{\"result\":1}", good)) {
      report("tencent-sms", server, "");
      TriedRequest.own("tencent-sms").send(sandbox);
      awaitTaken(1);
      assertThat(server.received()).hasSize(2);
      assertThat(server.received().get(1).body()).isEqualTo(server.received().get(0).body());
    }
  }

  @Test
  void a_report_may_come_twice() throws IOException {
    try (CallbackServer server = new CallbackServer("{\"code\":0,\"msg\":\"ok\"}")) {
      sandbox.receipts().report("aliyun-sms", Callback.to(server.url("/cb"), "").copies(2));
      TriedRequest.own("aliyun-sms").send(sandbox);
      awaitTaken(2);
      assertThat(server.received().get(0).body()).contains("\"success\":true", "\"biz_id\":\"9006");
      assertThat(server.received().get(1).body()).isEqualTo(server.received().get(0).body());
    }
  }

  @Test
  void a_reply_that_says_stop_comes_after_the_report() throws IOException {
    try (CallbackServer server = new CallbackServer("{\"code\":0}")) {
      report("aliyun-sms", server, "");
      TriedRequest.own("aliyun-sms").with("18511122233", "19900000008").send(sandbox);
      awaitTaken(2);
      assertThat(bodies(server)).anyMatch(body -> body.contains("\"content\":\"TD\""));
    }
  }

  @Test
  void twilio_signs_its_url_and_the_sorted_fields() throws IOException {
    try (CallbackServer server = new CallbackServer()) {
      URI url = server.url("/cb?x=1");
      sandbox.receipts().report("twilio", Callback.to(url, "token1"));
      TriedRequest.own("twilio").with("15558675310", "19900000007").send(sandbox);
      awaitTaken(2);
      for (CallbackServer.Received received : server.received()) {
        Map<String, String> form = form(received.body());
        String signed =
            url
                + form.entrySet().stream()
                    .map(field -> field.getKey() + field.getValue())
                    .collect(Collectors.joining());
        assertThat(received.headers().get("X-Twilio-Signature"))
            .isEqualTo(Signing.base64(Signing.hmacSha1("token1", signed)));
      }
      assertThat(server.received())
          .extracting(received -> form(received.body()).get("MessageStatus"))
          .containsExactlyInAnyOrder("sent", "undelivered");
    }
  }

  @Test
  void whatsapp_signs_the_raw_body_and_tells_of_each_state() throws IOException {
    try (CallbackServer server = new CallbackServer()) {
      report("whatsapp-cloud", server, "app-secret");
      TriedRequest.own("whatsapp-text").with("15551234567", "19900000011").send(sandbox);
      awaitTaken(3);
      assertThat(server.received())
          .allSatisfy(received ->
              assertThat(received.headers().get("X-Hub-Signature-256"))
                  .isEqualTo(
                      "sha256="
                          + Signing.hex(
                              Signing.hmacSha256(Signing.bytes("app-secret"), received.body()))))
          .extracting(received -> status(received).path("status").asString())
          .containsExactlyInAnyOrder("sent", "delivered", "read");
    }
  }

  private static JsonNode status(CallbackServer.Received received) {
    return Json.read(received.body()).at("/entry/0/changes/0/value/statuses/0");
  }

  @Test
  void wechat_signs_its_token_the_time_and_a_nonce() throws IOException {
    try (CallbackServer server = new CallbackServer("success")) {
      report("wechat-mp", server, "token1");
      TriedRequest.own("wechat-template").with("oOPENID1", "oOPENID1-undelivered").send(sandbox);
      awaitTaken(1);
      CallbackServer.Received received = server.received().getFirst();
      Map<String, String> query = form(received.target().replaceFirst(".*\\?", ""));
      String signed =
          Stream.of("token1", query.get("timestamp"), query.get("nonce"))
              .sorted()
              .collect(Collectors.joining());
      assertThat(query.get("signature")).isEqualTo(Signing.sha1Hex(signed));
      assertThat(received.body())
          .contains("TEMPLATESENDJOBFINISH", "<MsgID>3524681", "failed:user block");
    }
  }

  @Test
  void feishu_tells_who_has_read() throws IOException {
    try (CallbackServer server = new CallbackServer()) {
      report("feishu-app", server, "encrypt-key");
      TriedRequest.own("feishu-app").with("ou_1", "ou_1-read").send(sandbox);
      JsonNode event = one(server);
      assertThat(event.at("/header/event_type").asString()).isEqualTo("im.message.message_read_v1");
      assertThat(event.at("/event/reader/reader_id/open_id").asString()).isEqualTo("ou_1-read");
    }
  }

  @Test
  void the_company_s_app_signs_as_it_wants_to_be_signed_to() throws IOException {
    try (CallbackServer server = new CallbackServer()) {
      report("tiger-app", server, "s3");
      TriedRequest.own("tiger-app-free").with("\"t2\"", "\"t2-silent\"").send(sandbox);
      JsonNode report = one(server);
      assertThat(report.path("device").asString()).isEqualTo("t1");
      assertThat(report.path("state").asString()).isEqualTo("SHOWN");
      CallbackServer.Received received = server.received().getFirst();
      String signed = received.headers().get("X-Timestamp") + "\n" + received.body();
      assertThat(received.headers().get("X-Signature"))
          .isEqualTo(Signing.hex(Signing.hmacSha256(Signing.bytes("s3"), signed)));
    }
  }

  private void report(String provider, CallbackServer server, String secret) {
    sandbox.receipts().report(provider, Callback.to(server.url("/cb"), secret));
  }

  private JsonNode one(CallbackServer server) {
    awaitTaken(1);
    return Json.read(server.received().getFirst().body());
  }

  private void awaitTaken(int receipts) {
    await()
        .atMost(PATIENCE)
        .until(() -> sandbox.receipts().counts().equals(new Receipts.Counts(receipts, 0)));
  }

  private static List<String> bodies(CallbackServer server) {
    return server.received().stream().map(CallbackServer.Received::body).toList();
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : text.split("&")) {
      String[] both = pair.split("=", 2);
      fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return fields;
  }
}
