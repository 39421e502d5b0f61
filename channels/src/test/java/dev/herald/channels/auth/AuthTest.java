package dev.herald.channels.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channels.expression.ExpressionException;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import dev.herald.channels.expression.Vocabulary;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures compared with published ones. */
class AuthTest {
  private static final Scope NOTHING = Scope.of(Map.of());

  @Test
  void tc3SignsAsTencentsOwnClientDoes() {
    RequestDraft draft =
        draft(
            "https://sms.tencentcloudapi.com/",
            "{\"BeginTime\":1767320000,\"Offset\":0,\"Limit\":10,\"PhoneNumber\":\"+8618511122233\","
                + "\"SmsSdkAppId\":\"1400006666\",\"EndTime\":1767323000}");

    new Tc3(
            constant("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"),
            constant("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"),
            constant("sms"))
        .sign(draft, NOTHING, Instant.ofEpochSecond(1767323045));

    assertThat(draft.headers())
        .containsEntry(
            "Authorization",
            "TC3-HMAC-SHA256"
                + " Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2026-01-02/sms/tc3_request,"
                + " SignedHeaders=content-type;host,"
                + " Signature=38bb9246a6dc6166e8fdd0e6baeb450dab2f086caaa541614e810923d971cdc2")
        .containsEntry("X-TC-Timestamp", "1767323045");
  }

  @Test
  void standardWebhooksSignsIdTimeAndBody() {
    RequestDraft draft = draft("https://example.com/", "{\"test\": 2432232314}");

    webhooks("msg_p5jXN8AQM9LWM0D4loKWxJek", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .sign(draft, NOTHING, Instant.ofEpochSecond(1614265330));

    assertThat(draft.headers())
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void standardWebhooksSignsTheBytesOfTheBody() {
    RequestDraft draft =
        draft("https://example.com/", "{\"type\":\"message.delivered\",\"text\":\"告警\"}");

    webhooks("msg_2", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
        .sign(draft, NOTHING, Instant.ofEpochSecond(1767323045));

    assertThat(draft.headers())
        .containsEntry("webhook-signature", "v1,1UefPpPuIIsn0ft6KQHQ1OiQ1HgWZ7tuM6JPM5VJJyI=");
  }

  @Test
  void whileASecretIsReplacedBothSign() {
    RequestDraft draft = draft("https://example.com/", "{\"test\": 2432232314}");

    webhooks(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .sign(draft, NOTHING, Instant.ofEpochSecond(1614265330));

    assertThat(draft.headers().get("webhook-signature"))
        .matches("v1,\\S+ v1,\\S+")
        .endsWith(" v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretThatCanNotSignIsNotShown() {
    RequestDraft draft = draft("https://example.com/", "{}");

    assertThatThrownBy(() -> webhooks("m", "whsec_not!base64").sign(draft, NOTHING, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("not!base64");
  }

  @Test
  void acs3SignsAsAlibabasOwnClientDoes() {
    RequestDraft draft =
        new RequestDraft(
            "POST",
            URI.create(
                "https://dysmsapi.aliyuncs.com/?TemplateCode=SMS_153055065"
                    + "&PhoneNumbers=18511122233%2C18511122266&OutId=biz-1"
                    + "&TemplateParam=%7B%22code%22%3A%221234%22%7D"
                    + "&SignName=%E9%98%BF%E9%87%8C%E4%BA%91"),
            new HashMap<>(
                Map.of(
                    "x-acs-action", "SendSms",
                    "x-acs-version", "2017-05-25",
                    "x-acs-credentials-provider", "static_ak",
                    "x-acs-signature-nonce", "3c0c215aa7a20ba690ec89b223a97dd8")),
            new byte[0]);

    new Acs3(constant("LTAItestAccessKeyId"), constant("testAccessKeySecret"))
        .sign(draft, NOTHING, Instant.ofEpochSecond(1767323045));

    assertThat(draft.headers())
        .containsEntry("x-acs-date", "2026-01-02T03:04:05Z")
        .containsEntry(
            "Authorization",
            "ACS3-HMAC-SHA256 Credential=LTAItestAccessKeyId,SignedHeaders="
                + "host;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;"
                + "x-acs-signature-nonce;x-acs-version,Signature="
                + "3c8608e5dcc56f5692e9bda9853e7ddb33ae36dfc53f04979818c09f6ffe99b8");
  }

  @Test
  void acs3SignsTheContentTypeWhereThereIsOne() {
    RequestDraft draft = draft("https://dysmsapi.aliyuncs.com/", "{}");

    new Acs3(constant("id"), constant("key")).sign(draft, NOTHING, Instant.EPOCH);

    assertThat(draft.headers().get("Authorization"))
        .contains("SignedHeaders=content-type;host;x-acs-content-sha256");
  }

  @Test
  void hmacSignsWhatTheDefinitionSaysOfTheFinishedRequest() {
    RequestDraft draft = draft("https://example.com/v1/push?a=b", "{\"x\":1}");
    Shape over =
        shape("${request.method + ' ' + request.path + '?' + request.query + request.body}");

    new Hmac(
            Hmac.Hash.SHA512,
            constant("key"),
            over,
            Hmac.Form.BASE64,
            "X-Signature",
            constant("sha512="))
        .sign(draft, NOTHING, Instant.EPOCH);

    byte[] expected =
        SigningFunctions.hmac(
            "HmacSHA512", "key".getBytes(UTF_8), "POST /v1/push?a=b{\"x\":1}".getBytes(UTF_8));
    assertThat(draft.headers())
        .containsEntry("X-Signature", "sha512=" + Base64.getEncoder().encodeToString(expected));
  }

  private static Shape shape(String text) {
    try {
      return Shape.parse(text, new Vocabulary(Map.of("request", Set.of())));
    } catch (ExpressionException e) {
      throw new AssertionError(e);
    }
  }

  private static Auth webhooks(String id, String secret) {
    return new StandardWebhooks(constant(id), constant(secret));
  }

  private static Shape constant(String text) {
    return new Shape.Constant(text);
  }

  private static RequestDraft draft(String uri, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    return new RequestDraft("POST", URI.create(uri), headers, body.getBytes(UTF_8));
  }
}
