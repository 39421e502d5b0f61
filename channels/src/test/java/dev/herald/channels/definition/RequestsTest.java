package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content;
import dev.herald.channel.Content.Markdown;
import dev.herald.channel.Content.Payload;
import dev.herald.channel.Content.ProviderTemplate;
import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SentMessage;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes out, compared with what the providers' own and others' clients send. */
class RequestsTest {
  private static final String MESSAGE_ID = BuiltIn.ID.toString();

  @Test
  void dingtalkSignsTheMillisecondsAndEncodesTheSignatureOnce() {
    HttpCall call =
        call(
            "dingtalk-robot",
            Map.of("token", "tok1", "secret", "SECabcdef0123456789"),
            new Markdown("T", "告警 hi"));

    assertThat(call.method()).isEqualTo("POST");
    assertThat(address(call)).isEqualTo("https://oapi.dingtalk.com/robot/send");
    assertThat(query(call))
        .isEqualTo(
            Map.of(
                "access_token", "tok1",
                "timestamp", "1767323045000",
                "sign", "LAKJs2BAVIP9mHrah0uFq5ePVbvTz7zuivNUFnIatA4="));
    assertThat(call.uri().getRawQuery())
        .endsWith("sign=LAKJs2BAVIP9mHrah0uFq5ePVbvTz7zuivNUFnIatA4%3D");
    assertThat(call.headers()).containsEntry("Content-Type", "application/json; charset=utf-8");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"msgtype": "markdown", "markdown": {"text": "告警 hi", "title": "T"}, "msgUuid": "%s"}
                """
                    .formatted(MESSAGE_ID)));
  }

  @Test
  void dingtalkWithoutSecretIsNotSigned() {
    HttpCall call = call("dingtalk-robot", Map.of("token", "tok1"), new Text("告警 hello"));

    assertThat(query(call)).isEqualTo(Map.of("access_token", "tok1"));
    assertThat(json(call).path("text").path("content").asString()).isEqualTo("告警 hello");
    assertThat(json(call).path("msgtype").asString()).isEqualTo("text");
  }

  @Test
  void feishuSignsNothingWithTheSecondsAndTheSecretAsTheKey() {
    HttpCall call =
        call(
            "feishu-bot",
            Map.of("token", "hooktok1", "secret", "SECabcdef0123456789"),
            new Text("告警 hi"));

    assertThat(call.uri().toString())
        .isEqualTo("https://open.feishu.cn/open-apis/bot/v2/hook/hooktok1");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"msg_type": "text", "content": {"text": "告警 hi"}, "timestamp": "1767323045",
                 "sign": "KQSDdT1hOxkPF90s8NuDROSxb+X34GYzDRVhhwIgMek="}
                """));
  }

  @Test
  void feishuMarkdownIsACardAndLarkAnotherHost() {
    HttpCall call =
        call(
            "feishu-bot",
            Map.of("token", "t", "host", "open.larksuite.com"),
            new Markdown("到账", "**100** 股"));

    assertThat(call.uri().getHost()).isEqualTo("open.larksuite.com");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"msg_type": "interactive", "card": {
                  "header": {"title": {"tag": "plain_text", "content": "到账"}},
                  "elements": [{"tag": "markdown", "content": "**100** 股"}]}}
                """));
  }

  @Test
  void wecomSendsTextUnescaped() {
    String key = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa";
    HttpCall call = call("wecom-robot", Map.of("key", key), new Text("告警"));

    assertThat(address(call)).isEqualTo("https://qyapi.weixin.qq.com/cgi-bin/webhook/send");
    assertThat(query(call)).isEqualTo(Map.of("key", key));
    assertThat(body(call)).contains("告警").doesNotContain("\\u");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"msgtype": "text", "text": {"content": "告警"}}\
                """));
  }

  @Test
  void infoflowNamesItsGroupsByNumber() {
    HttpCall call =
        call(
            "infoflow-robot",
            Map.of("token", "tok1", "groups", "4249864,4249865", "host", "apiin.im.baidu.com"),
            new Text("告警 hi"));

    assertThat(address(call)).isEqualTo("https://apiin.im.baidu.com/api/msg/groupmsgsend");
    assertThat(query(call)).isEqualTo(Map.of("access_token", "tok1"));
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"message": {"header": {"toid": [4249864, 4249865]},
                             "body": [{"type": "TEXT", "content": "告警 hi"}]}}
                """));
  }

  @Test
  void tencentIsAskedForOneNumberWithTheMessageIdInTheContext() {
    HttpCall call =
        call(
            "tencent-sms",
            TENCENT,
            new ProviderTemplate("449739", List.of("张三", "100"), null),
            new Destination(Destination.Kind.PHONE, "+8618511122233"));

    assertThat(call.uri().toString()).isEqualTo("https://sms.tencentcloudapi.com/");
    assertThat(call.headers())
        .containsEntry("X-TC-Action", "SendSms")
        .containsEntry("X-TC-Version", "2021-01-11")
        .containsEntry("X-TC-Region", "ap-guangzhou")
        .containsEntry("X-TC-Timestamp", "1767323045");
    assertThat(call.headers().get("Authorization"))
        .startsWith(
            "TC3-HMAC-SHA256"
                + " Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2026-01-02/sms/tc3_request,"
                + " SignedHeaders=content-type;host, Signature=");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"PhoneNumberSet": ["+8618511122233"], "SmsSdkAppId": "1400006666",
                 "SignName": "示例公司", "TemplateId": "449739",
                 "TemplateParamSet": ["张三", "100"], "SessionContext": "%s"}
                """
                    .formatted(MESSAGE_ID)));
  }

  @Test
  void tencentIsAskedAboutANumberFromJustBeforeTheSending() {
    Definition definition = BuiltIn.definition("tencent-sms");
    Message message =
        BuiltIn.message(
            definition,
            TENCENT,
            new Text(""),
            new Destination(Destination.Kind.PHONE, "+8618511122233"));
    SentMessage sent =
        new SentMessage(
            message.id(),
            message.source(),
            message.destination(),
            null,
            BuiltIn.NOW.minusSeconds(600));
    Scope scope =
        definition.scope(
            sent, Words.settings(sent.source(), Map.of("region", "ap-guangzhou")), BuiltIn.NOW);

    HttpCall call =
        Objects.requireNonNull(definition.protocol().trace())
            .request()
            .call(sent.id(), null, scope, BuiltIn.NOW);

    assertThat(call.headers()).containsEntry("X-TC-Action", "PullSmsSendStatusByPhoneNumber");
    assertThat(json(call))
        .isEqualTo(
            json(
                """
                {"BeginTime": 1767322385, "EndTime": 1767323045, "Offset": 0, "Limit": 100,
                 "PhoneNumber": "+8618511122233", "SmsSdkAppId": "1400006666"}
                """));
  }

  @Test
  void aWebhookPayloadKeepsItsNumbersAsTheyWereWritten() {
    HttpCall call =
        call(
            "webhook",
            Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            new Payload("grant.vested", "{\"price\": 100.50, \"id\": 9007199254740993}"),
            new Destination(Destination.Kind.URL, "https://hooks.example.com/in?a=b"));

    assertThat(call.uri().toString()).isEqualTo("https://hooks.example.com/in?a=b");
    assertThat(body(call))
        .isEqualTo(
            "{\"type\":\"grant.vested\",\"timestamp\":\"2026-01-02T03:04:05Z\","
                + "\"data\":{\"price\": 100.50, \"id\": 9007199254740993}}");
    assertThat(call.headers())
        .containsEntry("webhook-id", MESSAGE_ID)
        .containsEntry("webhook-timestamp", "1767323045")
        .containsEntry("Content-Type", "application/json");
  }

  private static final Map<String, String> TENCENT =
      Map.of(
          "secretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
          "secretKey", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
          "appId", "1400006666",
          "signName", "示例公司");

  private static HttpCall call(String connector, Map<String, String> settings, Content content) {
    return call(connector, settings, content, Destination.NONE);
  }

  private static HttpCall call(
      String connector, Map<String, String> settings, Content content, Destination destination) {
    Definition definition = BuiltIn.definition(connector);
    Message message = BuiltIn.message(definition, settings, content, destination);
    Map<String, String> complete =
        Words.settings(message.source(), DefinedConnector.fallbacks(definition.description()));
    return definition
        .protocol()
        .request()
        .call(
            message.id(),
            ContentKind.of(content),
            definition.scope(message, complete, BuiltIn.NOW),
            BuiltIn.NOW);
  }

  private static String address(HttpCall call) {
    return "%s://%s%s"
        .formatted(call.uri().getScheme(), call.uri().getHost(), call.uri().getPath());
  }

  private static Map<String, String> query(HttpCall call) {
    return Arrays.stream(call.uri().getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String body(HttpCall call) {
    return new String(Objects.requireNonNull(call.body()), StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpCall call) {
    return json(body(call));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
