package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.server.dispatch.echo.KeptAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeptAnswerTest {
  private static final JsonNode VARIABLES =
      JsonMapper.shared()
          .readTree("{\"code\": \"4711\", \"who\": {\"name\": \"张三\"}, \"shares\": 12000}");
  private static final Content CONTENT = new Content.Text("您的验证码是 4711，金额 1,234.50，单号 GR-2026/17。");

  private static final KeptAnswer OF_SMS =
      KeptAnswer.to(new Destination(Destination.Kind.PHONE, "+8613800138000"), CONTENT, VARIABLES);
  private static final KeptAnswer OF_URL =
      KeptAnswer.to(
          new Destination(Destination.Kind.URL, "https://h.example/hook"),
          new Content.Payload("login.code", VARIABLES.toString()),
          VARIABLES);

  private static SendResult rejected(String words) {
    return new SendResult.Rejected(Rejection.CONTENT, words, new Exchange("400", words));
  }

  private static String kept(KeptAnswer rule, String words) {
    return rule.of(rejected(words)).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code 4711 is no code",
        "{\"param\":[\"4711\"]}",
        "x4711y",
        "94711",
        "amount 1,234.50 refused",
        "GR-2026/17",
        "GR-2026",
        "name 张三",
        "{\"name\":\"\\u5F20\\u4e09\"}",
        "12000 shares"
      })
  void whatAProviderRepeatsOfAMessageIsTakenOut(String words) {
    assertThat(kept(OF_SMS, words))
        .contains("(content)")
        .doesNotContain("4711", "1,234", "2026", "张三", "u4e09", "12000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errcode\":130101,\"errmsg\":\"send too fast\"}",
        "FailedOperation.SignatureIncorrectOrUnapproved",
        "2.0.0 Ok: queued as 12345",
        "LimitExceeded.PhoneNumberDailyLimit"
      })
  void aProvidersOwnWordsStay(String words) {
    assertThat(OF_SMS.of(rejected(words))).isEqualTo(rejected(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"you sent 4711", "NDcxMQ==", "34373131", "4-7-1-1", "%34711"})
  void ofWhoeverAnswersAtAUrlOnlyTheLengthIsKept(String words) {
    SendResult kept = OF_URL.of(rejected(words));

    assertThat(kept.toString()).doesNotContain(words);
    assertThat(kept.exchange().status()).isEqualTo("400");
    assertThat(kept.exchange().answer()).startsWith("(%d characters".formatted(words.length()));
    assertThat(Calls.reason(kept).parameters()).containsEntry("text", "HTTP 400");
  }

  @Test
  void theIdOfAMessageStaysAsItsProviderGaveIt() {
    SendResult accepted = new SendResult.Accepted(Exchange.NONE.naming("2026-4711"));

    assertThat(OF_SMS.of(accepted)).isEqualTo(accepted);
    assertThat(OF_URL.of(accepted)).isEqualTo(new SendResult.Accepted(Exchange.NONE));
    assertThat(OF_URL.of(new SendResult.Accepted(Exchange.NONE.naming("a-1"))))
        .isEqualTo(new SendResult.Accepted(Exchange.NONE.naming("a-1")));
  }

  @Test
  void whatIsAskedLaterIsKeptAsLittle() {
    KeptAnswer later =
        KeptAnswer.to(new Destination(Destination.Kind.PHONE, "+8613800138000"), null, VARIABLES);

    assertThat(kept(later, "report for 4711")).doesNotContain("4711");
    assertThat(
            List.of(later.of(new SendResult.Unknown(Fault.PROVIDER, "no report", Exchange.NONE))))
        .containsExactly(new SendResult.Unknown(Fault.PROVIDER, "no report", Exchange.NONE));
  }
}
