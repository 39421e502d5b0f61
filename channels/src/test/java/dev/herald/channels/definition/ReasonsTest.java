package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Content.ProviderTemplate;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {
  private static final String OWN =
      """
      connector: own
      channel: own
      label: { en: Own }
      destination: none
      contents: [text]
      request: { post: "https://api.example/send" }
      answer: { accepted: "${body.ok}" }
      ambiguous: resend
      reasons:
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aliyun-sms", "apns", "dingtalk-oto", "dingtalk-robot", "dingtalk-work", "discord-webhook",
        "fcm", "feishu-app", "feishu-bot", "getui", "infoflow-app", "infoflow-group",
        "infoflow-robot", "jpush", "slack-api", "slack-webhook", "telegram-bot", "tencent-sms",
        "tiger-app", "twilio", "wechat-mp", "wecom-app", "wecom-robot", "whatsapp-cloud"
      })
  void a_shipped_definition_explains_its_providers_codes_in_both_languages(String name) {
    assertThat(BuiltIn.definition(name).description().reasons())
        .isNotEmpty()
        .allSatisfy((code, words) -> {
          assertThat(words).as(code).containsKeys("en", "zh");
          assertThat(words.values()).as(code).noneMatch(String::isBlank);
          assertThat(words.get("zh")).as(code).containsPattern("\\p{IsHan}");
        });
  }

  @Test
  void what_a_provider_says_is_kept_as_its_code_and_its_words() {
    Definition definition = BuiltIn.definition("tencent-sms");
    String body =
        """
        {"Response": {"SendStatusSet": [
          {"Code": "FailedOperation.PhoneNumberInBlacklist", "Message": "on the blacklist"}]}}
        """;
    HttpAnswer http = new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), false);
    Message message =
        BuiltIn.message(
            definition,
            Map.of(),
            new ProviderTemplate("1", List.of(), null),
            new Destination(Destination.Kind.PHONE, "+8613800138000"));
    Answer answer = Answer.of(http, Scope.of(Map.of()), Mask.of(definition.description(), message));

    assertThat(definition.protocol().answer().judge(answer, Host.PROVIDER, 1, BuiltIn.NOW))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isEqualTo(
                        new ProviderSaid(
                            Kind.REFUSED_ADDRESS,
                            "tencent-sms",
                            "FailedOperation.PhoneNumberInBlacklist",
                            "on the blacklist")));
  }

  @Test
  void a_reason_in_a_language_that_nobody_reads_is_a_mistake() throws DefinitionException {
    assertThat(
            Definition.read("own.yaml", OWN + "  E1: { en: Busy, zh: 繁忙 }\n")
                .description()
                .reasons())
        .isEqualTo(Map.of("E1", Map.of("en", "Busy", "zh", "繁忙")));
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> Definition.read("own.yaml", OWN + "  E1: { cn: 繁忙 }\n"))
        .satisfies(wrong ->
            assertThat(wrong.problems())
                .extracting(DefinitionException.Problem::field)
                .containsExactly("reasons.E1.cn"));
  }

  @Test
  void what_a_code_comes_to_is_one_of_a_few_words() throws DefinitionException {
    assertThat(
            Definition.read("own.yaml", OWN + "  E1: { en: Full, zh: 已满, cause: daily-cap }\n")
                .description()
                .reasons())
        .isEqualTo(Map.of("E1", Map.of("en", "Full", "zh", "已满", "cause", "daily-cap")));
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> Definition.read("own.yaml", OWN + "  E1: { cause: daily-cup }\n"))
        .satisfies(wrong -> assertThat(wrong.getMessage()).contains("daily-cap"));
  }
}
