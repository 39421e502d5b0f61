package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuBotIT {
  private static final String HOOK = "https://open.feishu.cn/open-apis/bot/v2/hook/";
  private static final String ID = "0199a3e2-7c1d-7a53-9b1e-0d6c2f4e8a11";

  /** What an independent client signed at the captured moment, its content without the newline. */
  private static final String SIGNED =
      """
      {"msg_type":"text","timestamp":"1767323045",
       "sign":"KQSDdT1hOxkPF90s8NuDROSxb+X34GYzDRVhhwIgMek=","content":{"text":"告警 hi"}}\
      """;

  private static final String TEXT = "{\"msg_type\":\"text\",\"content\":{\"text\":\"hi\"}}";

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_rightly_signed_message_is_accepted_under_the_id_of_the_message_header()
      throws IOException {
    sandbox.accounts().register("feishu-bot", "hooktok1", "SECabcdef0123456789");
    Map<String, String> headers =
        Map.of("Content-Type", "application/json; charset=utf-8", "X-Herald-Message", ID);
    assertThat(Caller.post(sandbox.httpAddress(), HOOK + "hooktok1", headers, SIGNED).json())
        .isEqualTo(
            Json.read(
                Signing.bytes(
                    """
                    {"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}
                    """)));
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId(ID)))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.outcome().signature()).isEqualTo(SignatureCheck.VERIFIED);
          assertThat(message.raw()).doesNotContain("hooktok1", "KQSDdT1");
        });
  }

  @Test
  void a_tampered_signature_and_another_secret_do_not_match() throws IOException {
    sandbox.accounts().register("feishu-bot", "hooktok1", "SECabcdef0123456789");
    sandbox.accounts().register("feishu-bot", "hooktok2", "SECsomethingelse");
    assertThat(code("hooktok1", SIGNED.replace("KQSD", "LQSD"))).isEqualTo(19021);
    assertThat(code("hooktok2", SIGNED)).isEqualTo(19021);
    assertThat(code("hooktok1", TEXT)).isEqualTo(19021);
  }

  @ParameterizedTest
  @CsvSource({"3600, 0", "3601, 19021", "-3601, 19021"})
  void a_timestamp_may_be_off_by_an_hour(long seconds, int code) throws IOException {
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(code("free", SIGNED)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":{\"text\":\"x\"}}|19002",
        "{\"msg_type\":\"text\",\"content\":{}}|19002",
        "{\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"x\\\"}\"}|19002",
        "{\"msg_type\":\"post\",\"content\":{\"post\":{\"zh_cn\":{\"title\":\"T\",\"content\":[]}}}}|0",
        "{\"msg_type\":\"interactive\",\"card\":{\"elements\":[]}}|0",
        "{\"msg_type\":\"interactive\"}|19002",
        "no json|9499"
      })
  void the_body_must_fit_its_type(String body, int code) throws IOException {
    assertThat(code("free", body)).isEqualTo(code);
  }

  @Test
  void a_trailing_slash_is_served_and_a_magic_token_names_no_bot() throws IOException {
    assertThat(code("free/", TEXT)).isZero();
    assertThat(code("free/more", TEXT)).isEqualTo(19001);
    assertThat(code("hr-unknown", TEXT)).isEqualTo(19001);
  }

  @Test
  void a_body_of_more_than_20_kilobytes_is_a_bad_request() throws IOException {
    String body = TEXT.replace("hi", "x".repeat(20 * 1024));
    Caller.Response response = Caller.post(sandbox.httpAddress(), HOOK + "free", body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("code").asInt()).isEqualTo(9499);
  }

  @Test
  void five_messages_fit_in_a_second_and_a_hundred_in_a_minute() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(code("free", TEXT)).isZero();
      clock.advance(i % 5 == 4 ? Duration.ofSeconds(1) : Duration.ZERO);
    }
    assertThat(code("free", TEXT)).as("101st within 20 s").isEqualTo(11232);
    clock.advance(Duration.ofSeconds(40));
    for (int i = 0; i < 5; i++) {
      assertThat(code("free", TEXT)).isZero();
    }
    assertThat(code("free", TEXT)).as("6th within a second").isEqualTo(11232);
  }

  @Test
  void the_words_of_posts_and_cards_are_found() throws IOException {
    code(
        "free",
        """
        {"msg_type":"post","content":{"post":{"zh_cn":{"title":"T","content":[
          [{"tag":"text","text":"a"},{"tag":"a","text":"b","href":"https://example.com"}],
          [{"tag":"text","text":"c"}]]}}}}\
        """);
    code(
        "free",
        """
        {"msg_type":"interactive","card":{"header":{"title":{"tag":"plain_text","content":"T"}},
          "elements":[{"tag":"markdown","content":"**a**"},
            {"tag":"div","text":{"tag":"lark_md","content":"b"}}]}}\
        """);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(OutboxMessage::content)
        .containsExactly(
            new ReceivedContent("T", "**a**\nb", null), new ReceivedContent("T", "ab\nc", null));
  }

  private int code(String token, String body) throws IOException {
    return Caller.post(sandbox.httpAddress(), HOOK + token, body).json().path("code").asInt();
  }
}
