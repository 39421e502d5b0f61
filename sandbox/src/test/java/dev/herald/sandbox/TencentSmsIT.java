package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TencentSmsIT {
  private static final String URL = "https://sms.tencentcloudapi.com/";
  private static final String SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
  private static final String SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

  /** The provider's own SDK made this body and this signature at the captured moment. */
  private static final String CAPTURED_PULL =
      "{\"BeginTime\":1767320000,\"Offset\":0,\"Limit\":10,\"PhoneNumber\":\"+8618511122233\","
          + "\"SmsSdkAppId\":\"1400006666\",\"EndTime\":1767323000}";

  private static final String CAPTURED_SIGNATURE =
      "38bb9246a6dc6166e8fdd0e6baeb450dab2f086caaa541614e810923d971cdc2";

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @BeforeEach
  void register() {
    sandbox.accounts().register("tencent-sms", SECRET_ID, SECRET_KEY);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_signature_of_the_providers_own_sdk_is_right() throws IOException {
    assertThat(captured(CAPTURED_SIGNATURE, CAPTURED_PULL).path("PullSmsSendStatusSet").isArray())
        .isTrue();
    assertThat(sandbox.outbox().count()).as("a question is no message").isZero();
  }

  @Test
  void a_tampered_body_or_signature_fails() throws IOException {
    assertThat(error(captured(CAPTURED_SIGNATURE, CAPTURED_PULL.replace("33\"", "34\""))))
        .isEqualTo("AuthFailure.SignatureFailure");
    assertThat(error(captured(CAPTURED_SIGNATURE.replace('3', '4'), CAPTURED_PULL)))
        .isEqualTo("AuthFailure.SignatureFailure");
    assertThat(error(captured("short", CAPTURED_PULL)))
        .isEqualTo("AuthFailure.InvalidAuthorization");
  }

  @ParameterizedTest
  @ValueSource(longs = {301, -301})
  void a_signature_expires_after_five_minutes(long seconds) throws IOException {
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(error(captured(CAPTURED_SIGNATURE, CAPTURED_PULL)))
        .isEqualTo("AuthFailure.SignatureExpire");
  }

  @Test
  void every_number_has_a_status_of_its_own() throws IOException {
    JsonNode statuses =
        send("[\"+8613800000001\",\"+8619900000001\",\"+8612345\"]", "m-1").path("SendStatusSet");
    assertThat(statuses.valueStream().map(status -> status.path("Code").asString()))
        .containsExactly(
            "Ok",
            "FailedOperation.PhoneNumberInBlacklist",
            "InvalidParameterValue.IncorrectPhoneNumber");
    assertThat(statuses.path(0).path("SessionContext").asString()).isEqualTo("m-1");
    assertThat(statuses.path(0).path("SerialNo").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+8619900000002, InvalidParameterValue.IncorrectPhoneNumber",
    "+8619900000003, LimitExceeded.PhoneNumberDailyLimit",
    "+8619900000004, LimitExceeded.DeliveryFrequencyLimit",
    "+8619900000005, FailedOperation.InsufficientBalanceInSmsPackage",
    "+8619900000006, FailedOperation.ContainSensitiveWord",
    "+8619900000007, Ok"
  })
  void some_numbers_always_fail(String number, String code) throws IOException {
    assertThat(code(send("[\"%s\"]".formatted(number), "m-1"))).isEqualTo(code);
  }

  @Test
  void what_became_of_a_number_is_told_with_the_session_context() throws IOException {
    send("[\"+8613800000001\"]", "m-1");
    send("[\"+8619900000007\"]", "m-2");
    JsonNode good = pull("+8613800000001").path("PullSmsSendStatusSet").path(0);
    assertThat(good.path("SessionContext").asString()).isEqualTo("m-1");
    assertThat(good.path("ReportStatus").asString()).isEqualTo("SUCCESS");
    assertThat(good.path("SubscriberNumber").asString()).isEqualTo("13800000001");
    JsonNode bad = pull("+8619900000007").path("PullSmsSendStatusSet").path(0);
    assertThat(bad.path("ReportStatus").asString()).isEqualTo("FAIL");
    assertThat(bad.path("Description").asString()).isEqualTo("UNDELIV");
    assertThat(pull("+8613900000000").path("PullSmsSendStatusSet").isEmpty()).isTrue();
  }

  @Test
  void the_same_content_reaches_a_number_once_in_30_seconds() throws IOException {
    assertThat(code(send("[\"+8613800000001\"]", "m-1"))).isEqualTo("Ok");
    clock.advance(Duration.ofSeconds(29));
    assertThat(code(send("[\"+8613800000001\"]", "m-2")))
        .isEqualTo("LimitExceeded.PhoneNumberThirtySecondLimit");
    assertThat(code(send("[\"+8613800000002\"]", "m-3"))).isEqualTo("Ok");
    clock.advance(Duration.ofSeconds(1));
    assertThat(code(send("[\"+8613800000001\"]", "m-4"))).isEqualTo("Ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"PhoneNumberSet\":[],\"SmsSdkAppId\":\"1\",\"TemplateId\":\"1\"}|MissingParameter.EmptyPhoneNumberSet",
        "{\"PhoneNumberSet\":[\"+8613800000001\"],\"TemplateId\":\"1\"}|MissingParameter",
        "{\"PhoneNumberSet\":[\"+8613800000001\",\"+14155550100\"],\"SmsSdkAppId\":\"1\",\"TemplateId\":\"1\"}"
            + "|UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
        "{\"PhoneNumberSet\":[\"+8613800000001\"],\"SmsSdkAppId\":\"1\",\"TemplateId\":\"1\",\"TemplateParamSet\":[1]}"
            + "|InvalidParameter"
      })
  void a_request_that_is_wrong_as_a_whole_has_one_error(String body, String code)
      throws IOException {
    assertThat(error(call("SendSms", body))).isEqualTo(code);
  }

  @Test
  void a_mainland_number_needs_a_sign_name_and_a_foreign_one_does_not() throws IOException {
    String body = "{\"PhoneNumberSet\":[\"%s\"],\"SmsSdkAppId\":\"1\",\"TemplateId\":\"1\"}";
    assertThat(code(call("SendSms", body.formatted("+8613800000001"))))
        .isEqualTo("FailedOperation.SignatureIncorrectOrUnapproved");
    assertThat(code(call("SendSms", body.formatted("+14155550100")))).isEqualTo("Ok");
  }

  @Test
  void the_20th_question_of_a_second_is_the_last() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(pull("+8613800000001").has("Error")).isFalse();
    }
    assertThat(error(pull("+8613800000001"))).isEqualTo("RequestLimitExceeded");
  }

  private JsonNode send(String numbers, String session) throws IOException {
    return call(
        "SendSms",
        """
        {"PhoneNumberSet":%s,"SmsSdkAppId":"1400006666","TemplateId":"1110","SignName":"传令",
         "TemplateParamSet":["1000","2026-01-02"],"SessionContext":"%s"}\
        """
            .formatted(numbers, session));
  }

  private JsonNode pull(String number) throws IOException {
    return call(
        "PullSmsSendStatusByPhoneNumber",
        """
        {"BeginTime":1767320000,"Offset":0,"Limit":10,"PhoneNumber":"%s","SmsSdkAppId":"1"}\
        """
            .formatted(number));
  }

  /** Signed by an unknown account, whose signature only has to look like one. */
  private JsonNode call(String action, String body) throws IOException {
    return call(action, "AKIDfree", "0".repeat(64), body);
  }

  private JsonNode captured(String signature, String body) throws IOException {
    return call("PullSmsSendStatusByPhoneNumber", SECRET_ID, signature, body);
  }

  private JsonNode call(String action, String secretId, String signature, String body)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Authorization",
        "TC3-HMAC-SHA256 Credential=%s/2026-01-02/sms/tc3_request, SignedHeaders=content-type;host, Signature=%s"
            .formatted(secretId, signature));
    headers.put("X-TC-Action", action);
    headers.put("X-TC-Timestamp", "1767323045");
    headers.put("X-TC-Version", "2021-01-11");
    headers.put("X-TC-Region", "ap-guangzhou");
    headers.put("Content-Type", "application/json; charset=utf-8");
    return Caller.post(sandbox.httpAddress(), URL, headers, body).json().path("Response");
  }

  private static String code(JsonNode response) {
    return response.path("SendStatusSet").path(0).path("Code").asString("");
  }

  private static String error(JsonNode response) {
    return response.path("Error").path("Code").asString("");
  }
}
