package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.recipe.TraceQuery;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each provider's answers mean. */
class AnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"errcode":0,"errmsg":"ok"}                                   | accepted
          {"errcode":310000,"errmsg":"keywords not in content"}         | content
          {"errcode":310000,"errmsg":"错误描述:关键词不匹配"}            | content
          {"errcode":310000,"errmsg":"sign not match"}                  | credentials
          {"errcode":310000,"errmsg":"invalid timestamp"}               | credentials
          {"errcode":300001,"errmsg":"token is not exist"}              | credentials
          {"errcode":130101,"errmsg":"send too fast"}                   | throttled source 60s
          {"errcode":410100,"errmsg":"send too fast"}                   | throttled source 60s
          {"errcode":40035,"errmsg":"missing parameter"}                | content
          {"errcode":430101,"errmsg":"unsafe link"}                     | content
          {"errcode":400102,"errmsg":"robot stopped"}                   | credentials
          {"errcode":-1,"errmsg":"system busy"}                         | retryable
          {"errcode":99999,"errmsg":"new"}                              | retryable
          {"errmsg":"ok"}                                               | unknown
          """)
  void dingtalk(String body, String expected) {
    assertThat(judged("dingtalk-robot", 200, body, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | {"code":0,"msg":"success"}            | accepted
          200 | {"StatusCode":0,"StatusMessage":"ok"} | accepted
          400 | {"code":9499,"msg":"Bad Request"}     | content
          200 | {"code":19001,"msg":"token invalid"}  | credentials
          200 | {"code":19021,"msg":"sign fail"}      | credentials
          200 | {"code":19022,"msg":"ip"}             | credentials
          200 | {"code":19024,"msg":"keyword"}        | content
          200 | {"code":19002,"msg":"no msg_type"}    | content
          200 | {"code":11232,"msg":"limit"}          | throttled source 60s
          """)
  void feishu(int status, String body, String expected) {
    assertThat(judged("feishu-bot", status, body, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, accepted",
    "93000, credentials",
    "93004, credentials",
    "93008, credentials",
    "45009, throttled source 60s",
    "45033, throttled source 60s",
    "-1, retryable",
    "45002, content",
    "40008, content",
    "40058, content",
    "44004, content",
    "93017, content",
    "40033, content"
  })
  void wecom(int code, String expected) {
    String body = "{\"errcode\":%d,\"errmsg\":\"m\"}".formatted(code);
    assertThat(judged("wecom-robot", 200, body, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, accepted", "40000, content", "40014, credentials", "-1, retryable"})
  void infoflow(int code, String expected) {
    String body = "{\"errcode\":%d,\"errmsg\":\"m\"}".formatted(code);
    assertThat(judged("infoflow-robot", 200, body, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200, accepted",
    "204, accepted",
    "301, recipient",
    "404, recipient",
    "410, recipient",
    "401, credentials",
    "400, content",
    "413, content",
    "409, retryable",
    "429, throttled destination 30s",
    "502, throttled destination 30s",
    "504, throttled destination 30s",
    "500, retryable",
    "503, retryable"
  })
  void webhook(int status, String expected) {
    assertThat(judged("webhook", status, "<html>whatever</html>", 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Ok, accepted",
    "InvalidParameterValue.IncorrectPhoneNumber, recipient",
    "FailedOperation.PhoneNumberInBlacklist, recipient",
    "FailedOperation.PhoneNumberParseFail, recipient",
    "FailedOperation.TemplateIncorrectOrUnapproved, template",
    "FailedOperation.TemplateParamSetNotMatchApprovedTemplate, template",
    "FailedOperation.TemplateIdNotExist, template",
    "FailedOperation.SignatureIncorrectOrUnapproved, template",
    "InvalidParameterValue.TemplateParameterFormatError, template",
    "FailedOperation.ContainSensitiveWord, content",
    "InvalidParameterValue.TemplateParameterLengthLimit, content",
    "FailedOperation.InsufficientBalanceInSmsPackage, quota",
    "LimitExceeded.PhoneNumberThirtySecondLimit, throttled destination 30s",
    "LimitExceeded.PhoneNumberOneHourLimit, throttled destination 3600s",
    "LimitExceeded.PhoneNumberDailyLimit, throttled destination 3600s",
    "LimitExceeded.PhoneNumberSameContentDailyLimit, throttled destination 3600s",
    "LimitExceeded.PhoneNumberCountLimit, content",
    "LimitExceeded.DeliveryFrequencyLimit, throttled source 1s",
    "LimitExceeded.AppDailyLimit, throttled source 3600s",
    "LimitExceeded.DailyLimit, throttled source 3600s",
    "LimitExceeded.SomethingNew, throttled source 10s",
    "LimitExceeded, throttled source 10s",
    "LimitExceeded.AppCountryOrRegionInBlacklist, recipient",
    "LimitExceeded.AppCountryOrRegionDailyLimit, throttled destination 3600s",
    "LimitExceeded.AppMainlandChinaDailyLimit, throttled destination 3600s",
    "LimitExceeded.AppGlobalDailyLimit, throttled destination 3600s",
    "FailedOperation.MarketingSendTimeConstraint, throttled content 3600s",
    "InternalError.Timeout, unknown",
    "InternalError.SendAndRecvFail, unknown",
    "InternalError.OtherError, retryable"
  })
  void tencentOfOneNumber(String code, String expected) {
    String body =
        """
        {"Response":{"SendStatusSet":[{"SerialNo":"5000:1","PhoneNumber":"+86185","Fee":1,\
        "SessionContext":"","Code":"%s","Message":"m","IsoCode":"CN"}],"RequestId":"r"}}\
        """
            .formatted(code);
    assertThat(judged("tencent-sms", 200, body, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "AuthFailure.SignatureFailure, credentials",
    "AuthFailure.SignatureExpire, credentials",
    "UnauthorizedOperation.RequestIpNotInWhitelist, credentials",
    "UnauthorizedOperation.SmsSdkAppIdVerifyFail, credentials",
    "UnauthorizedOperation.IndividualUserMarketingSmsPermissionDeny, template",
    "UnauthorizedOperation.ServiceSuspendDueToArrears, quota",
    "InternalError.SigVerificationFail, credentials",
    "InvalidParameterValue.SdkAppIdNotExist, credentials",
    "RequestLimitExceeded, throttled source 1s",
    "RequestLimitExceeded.IPLimitExceeded, throttled source 1s",
    "MissingParameter.EmptyPhoneNumberSet, recipient",
    "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber, recipient",
    "InternalError.UnknownError, retryable"
  })
  void tencentOfTheWholeRequest(String code, String expected) {
    String body =
        "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"m\"},\"RequestId\":\"r\"}}"
            .formatted(code);
    assertThat(judged("tencent-sms", 200, body, 1)).isEqualTo(expected);
  }

  @Test
  void aGatewayThatGaveUpLeavesAShortMessageUnknown() {
    assertThat(judged("tencent-sms", 502, "<html>Bad Gateway</html>", 1)).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "429, throttled source 60s",
    "503, retryable",
    "408, retryable",
    "401, credentials",
    "404, credentials",
    "302, credentials",
    "402, quota",
    "413, content",
  })
  void withoutARowTheStatusDecides(int status, String expected) {
    assertThat(judged("dingtalk-robot", status, "", 1)).isEqualTo(expected);
  }

  @Test
  void anUnlistedCodeIsTriedOnceMoreAndThenRefused() {
    String body = "{\"errcode\":424242,\"errmsg\":\"new\"}";

    assertThat(judged("dingtalk-robot", 200, body, 1)).isEqualTo("retryable");
    assertThat(judged("dingtalk-robot", 200, body, 2)).isEqualTo("content");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"errcode":0,"errm
          not json
          [1]
          {"errcode":null}
          {}
          """)
  void successThatDoesNotTellIsUnknown(String body) {
    assertThat(judged("wecom-robot", 200, body, 1)).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                             | 7
          Fri, 02 Jan 2026 03:05:05 GMT | 60
          Fri, 02 Jan 2026 03:00:00 GMT | 0
          9999999999                    | 86400
          soon                          | 60
          """)
  void theHeaderSaysHowLongToWait(String header, long seconds) {
    HttpAnswer answer = new HttpAnswer(429, Map.of("retry-after", header), new byte[0], false);

    SendResult result = judge("dingtalk-robot", answer, 1);

    assertThat(((Throttled) result).after()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theProvidersIdKeepsEveryDigit() {
    String body =
        "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":9223372036854775999,\"Code\":\"Ok\"}]}}";

    SendResult result = judge("tencent-sms", answer(200, body), 1);

    assertThat(result.exchange().providerId()).isEqualTo("9223372036854775999");
  }

  @Test
  void anAnswerTooLongToReadIsUnknownUnlessItsStatusIsEnough() {
    HttpAnswer cut = new HttpAnswer(200, Map.of(), "{\"errcode\":0".getBytes(UTF_8), true);

    assertThat(said(judge("dingtalk-robot", cut, 1))).isEqualTo("unknown");
    assertThat(said(judge("webhook", cut, 1))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | {"Response":{"PullSmsSendStatusSet":[{"SessionContext":"@id","ReportStatus":"SUCCESS","SerialNo":"5:1"}]}}     | accepted
          200 | {"Response":{"PullSmsSendStatusSet":[{"SessionContext":"@id","ReportStatus":"FAIL","Description":"UNDELIV"}]}} | recipient
          200 | {"Response":{"PullSmsSendStatusSet":[{"SessionContext":"another","ReportStatus":"SUCCESS"}]}}                  | unknown
          200 | {"Response":{"PullSmsSendStatusSet":[]}}                                                                       | unknown
          200 | {"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"}}}                                           | retryable
          502 | <html></html>                                                                                                  | retryable
          """)
  void tencentsReports(int status, String body, String expected) {
    Definition definition = BuiltIn.definition("tencent-sms");
    TraceQuery trace = Objects.requireNonNull(definition.protocol().trace());
    Scope scope =
        Scope.of(
            Map.of("message", Map.of("id", BuiltIn.ID.toString(), "call", BuiltIn.ID.toString())));
    HttpAnswer http = answer(status, body.replace("@id", BuiltIn.ID.toString()));

    assertThat(said(trace.judge(Answer.of(http, scope, mask(definition))))).isEqualTo(expected);
  }

  private static String judged(String connector, int status, String body, int attempt) {
    return said(judge(connector, answer(status, body), attempt));
  }

  private static HttpAnswer answer(int status, String body) {
    return new HttpAnswer(status, Map.of(), body.getBytes(UTF_8), false);
  }

  private static SendResult judge(String connector, HttpAnswer http, int attempt) {
    Definition definition = BuiltIn.definition(connector);
    Answer answer = Answer.of(http, Scope.of(Map.of()), mask(definition));
    Host host = definition.protocol().request().host();
    return definition.protocol().answer().judge(answer, host, attempt, BuiltIn.NOW);
  }

  private static Mask mask(Definition definition) {
    Message message = BuiltIn.message(definition, Map.of(), new Text("text"), Destination.NONE);
    return Mask.of(definition.description(), message);
  }

  private static String said(SendResult result) {
    return switch (result) {
      case Accepted _ -> "accepted";
      case Throttled throttled ->
          "throttled %s %ds"
              .formatted(
                  throttled.fault().name().toLowerCase(Locale.ROOT), throttled.after().toSeconds());
      case Retryable _ -> "retryable";
      case Rejected rejected -> rejected.rejection().name().toLowerCase(Locale.ROOT);
      case Unknown _ -> "unknown";
    };
  }
}
