package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.sandbox.rule.Rules;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EffectsIT {
  private static final String DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=hr";
  private static final String TEXT = "{\"msgtype\":\"text\",\"text\":{\"content\":\"hi\"}}";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "https://oapi.dingtalk.com/robot/send?access_token=hr, \"errcode\":130101",
    "https://open.feishu.cn/open-apis/bot/v2/hook/hr, \"code\":11232",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hr, \"errcode\":45009",
    "https://apiin.im.baidu.com/api/msg/groupmsgsend?access_token=hr, \"errcode\":45009",
    "https://sms.tencentcloudapi.com/, RequestLimitExceeded",
    "https://hooks.example.com/esop, too many requests"
  })
  void every_provider_has_its_own_words_for_a_reason(String url, String words) throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.THROTTLED)));
    assertThat(Caller.post(sandbox.httpAddress(), url, TEXT).text()).contains(words);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().status(), message -> message.outcome().effect())
        .containsExactly(tuple(Outcome.Status.REFUSED, "refuse"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_has_words_at_every_provider(Reason reason) throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Refuse(reason)));
    for (String host :
        new String[] {
          "oapi.dingtalk.com",
          "open.feishu.cn",
          "qyapi.weixin.qq.com",
          "api.im.baidu.com",
          "sms.tencentcloudapi.com",
          "example.com"
        }) {
      Caller.post(sandbox.httpAddress(), "https://" + host + "/", "{}");
    }
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.status(Outcome.Status.REFUSED))).hasSize(6);
  }

  @Test
  void a_code_of_the_provider_is_answered_as_it_would() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Answer("400102", "robot stopped")).times(1));
    assertThat(Caller.post(sandbox.httpAddress(), DINGTALK, TEXT).text())
        .isEqualTo("{\"errcode\":400102,\"errmsg\":\"robot stopped\"}");
    assertAccepted(Caller.post(sandbox.httpAddress(), DINGTALK, TEXT));
  }

  @Test
  void a_gateway_answers_with_a_status_and_when_to_come_back() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.HttpStatus(503, "{}", 7)));
    Caller.Response response = Caller.post(sandbox.httpAddress(), DINGTALK, TEXT);
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("retry-after", "7");
  }

  @Test
  void a_reset_before_processing_delivers_nothing() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.ResetBefore()));
    assertThatThrownBy(() -> Caller.post(sandbox.httpAddress(), DINGTALK, TEXT))
        .isInstanceOf(SocketException.class);
    awaitDropped();
  }

  /** Where nothing is answered, a caller knows nothing of when it was processed. */
  private void awaitDropped() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> new Outbox.Tally(0, 0, 0, 1).equals(sandbox.outbox().tallies().get("dingtalk")));
  }

  @Test
  void a_reset_after_processing_delivers_and_leaves_the_caller_in_doubt() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.ResetAfter()));
    assertThatThrownBy(() -> Caller.post(sandbox.httpAddress(), DINGTALK, TEXT))
        .isInstanceOf(SocketException.class);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(OutboxMessage::outcome)
        .containsExactly(
            new Outcome(Outcome.Status.ACCEPTED, "0", SignatureCheck.NONE, "reset-after"));
  }

  @Test
  void a_hanging_provider_neither_delivers_nor_answers() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Hang()));
    try (Caller caller = new Caller(sandbox.httpAddress())) {
      caller.patience(Duration.ofMillis(200));
      assertThatThrownBy(() -> caller.call("POST", DINGTALK, Map.of(), TEXT))
          .isInstanceOf(SocketTimeoutException.class);
    }
    awaitDropped();
  }

  @Test
  void a_slow_provider_delivers_before_it_answers() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofMillis(300))));
    long start = System.nanoTime();
    assertAccepted(Caller.post(sandbox.httpAddress(), DINGTALK, TEXT));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("never sooner than the delay")
        .isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void a_dripping_answer_is_whole_in_the_end() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Drip(Duration.ofMillis(1))));
    assertAccepted(Caller.post(sandbox.httpAddress(), DINGTALK, TEXT));
  }

  @Test
  void a_malformed_answer_is_no_json_and_a_huge_one_still_is() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Malformed()).times(1));
    sandbox.rules().add(Rule.that(new Effect.Huge(1_000_000)));
    assertThat(Caller.post(sandbox.httpAddress(), DINGTALK, TEXT).json().isMissingNode()).isTrue();
    Caller.Response huge = Caller.post(sandbox.httpAddress(), DINGTALK, TEXT);
    assertThat(huge.bytes()).hasSizeGreaterThan(1_000_000);
    assertAccepted(huge);
  }

  @Test
  void a_rule_can_be_narrowed_to_a_destination_and_taken_back() throws IOException {
    Rules.InForce rule =
        sandbox
            .rules()
            .add(
                Rule.that(new Effect.Refuse(Reason.RECIPIENT))
                    .provider("webhook")
                    .destination("*/esop"));
    assertThat(status("https://a.example.com/esop")).isEqualTo(410);
    assertThat(status("https://a.example.com/other")).isEqualTo(200);
    assertThat(sandbox.rules().all()).extracting(Rules.InForce::applied).containsExactly(1L);
    assertThat(sandbox.rules().remove(rule.id())).isTrue();
    assertThat(status("https://a.example.com/esop")).isEqualTo(200);
  }

  @Test
  void a_question_about_a_message_meets_rules_too_but_is_no_message() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.HttpStatus(502, "", null)));
    Map<String, String> headers = Map.of("X-TC-Action", "PullSmsSendStatusByPhoneNumber");
    assertThat(
            Caller.post(sandbox.httpAddress(), "https://sms.tencentcloudapi.com/", headers, "{}")
                .status())
        .isEqualTo(502);
    assertThat(sandbox.outbox().count()).isZero();
  }

  @Test
  void closing_the_sandbox_ends_every_connection() throws IOException {
    try (Caller caller = new Caller(sandbox.httpAddress())) {
      assertAccepted(caller.call("POST", DINGTALK, json(), TEXT));
      sandbox.close();
      assertThatThrownBy(() -> caller.call("POST", DINGTALK, json(), TEXT))
          .isInstanceOfAny(SocketException.class, EOFException.class);
    }
  }

  private int status(String url) throws IOException {
    return Caller.post(sandbox.httpAddress(), url, TEXT).status();
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  private static void assertAccepted(Caller.Response response) {
    assertThat(response.json().path("errcode").asInt(-99)).isZero();
  }
}
