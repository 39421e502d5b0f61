package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.cap.CapPolicy;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that providers give out: how long they live, and what is said when they do not. */
class TokensIT {
  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().clock(clock).capPolicy(CapPolicy.OFF));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "wecom-token, /access_token, wecom-app, 7200, 42001, 40014",
    "dingtalk-token, /access_token, dingtalk-work, 7200, 42001, 40014",
    "feishu-token, /tenant_access_token, feishu-app, 7200, 99991663, 99991671",
    "wechat-stable-token, /access_token, wechat-template, 7200, 42001, 40001",
    "infoflow-token, /data/app_access_token, infoflow-group, 7200, 40014, 40014",
    "getui-auth, /data/token, getui-list, 86400, 10001, 10001"
  })
  void a_token_lives_as_long_as_documented_and_can_be_taken_back(
      String login, String pointer, String send, int seconds, String ended, String unknown)
      throws IOException {
    TriedRequest message = TriedRequest.own(send);
    String token = token(login, pointer);
    clock.advance(Duration.ofSeconds(seconds - 1));
    assertThat(message.with("sandbox-token", token).send(sandbox).text()).contains(message.text());
    clock.advance(Duration.ofSeconds(1));
    assertThat(message.with("sandbox-token", token).send(sandbox).text()).contains(ended);

    clock.set(SettableClock.CAPTURED);
    String second = token(login, pointer);
    sandbox.accounts().revokeTokens(message.provider());
    assertThat(message.with("sandbox-token", second).send(sandbox).text()).contains(unknown);
    assertThat(message.with("sandbox-token", token(login, pointer)).send(sandbox).text())
        .contains(message.text());
  }

  @Test
  void a_token_asked_for_again_is_the_same_until_it_nears_its_end() throws IOException {
    String first = token("feishu-token", "/tenant_access_token");
    clock.advance(Duration.ofMinutes(90).minusMillis(1));
    assertThat(token("feishu-token", "/tenant_access_token")).isEqualTo(first);
    clock.advance(Duration.ofMillis(1));
    String second = token("feishu-token", "/tenant_access_token");
    assertThat(second).isNotEqualTo(first);
    TriedRequest message = TriedRequest.own("feishu-app");
    assertThat(message.with("sandbox-token", first).send(sandbox).status())
        .as("both are good")
        .isEqualTo(200);
  }

  @Test
  void a_token_of_dingtalk_begins_anew_when_it_is_asked_for_again() throws IOException {
    String first = token("dingtalk-token", "/access_token");
    clock.advance(Duration.ofSeconds(7_199));
    assertThat(token("dingtalk-token", "/access_token")).isEqualTo(first);
    clock.advance(Duration.ofSeconds(7_199));
    TriedRequest message = TriedRequest.own("dingtalk-work").with("sandbox-token", first);
    assertThat(message.send(sandbox).text()).contains("task_id");
  }

  @Test
  void a_plain_token_of_wechat_ends_the_one_before_and_leaves_the_stable_one() throws IOException {
    TriedRequest message = TriedRequest.own("wechat-template");
    String stable = token("wechat-stable-token", "/access_token");
    String first = token("wechat-token", "/access_token");
    assertThat(message.with("sandbox-token", first).send(sandbox).text()).contains("msgid");
    String second = token("wechat-token", "/access_token");
    assertThat(message.with("sandbox-token", first).send(sandbox).text()).contains("40001");
    assertThat(message.with("sandbox-token", second).send(sandbox).text()).contains("msgid");
    assertThat(message.with("sandbox-token", stable).send(sandbox).text()).contains("msgid");
  }

  @Test
  void an_assertion_of_a_service_account_gives_a_token_for_its_messages() throws IOException {
    TriedRequest assertion =
        TriedRequest.captured().stream()
            .filter(each -> each.id().equals("sdk-fcm-oauth-token"))
            .findFirst()
            .orElseThrow();
    String token = assertion.send(sandbox).json().path("access_token").asString();
    TriedRequest message = TriedRequest.own("fcm").with("sandbox-token", token);
    assertThat(message.send(sandbox).status()).isEqualTo(200);
    clock.advance(Duration.ofHours(1));
    assertThat(message.send(sandbox).status()).isEqualTo(401);
    assertThat(assertion.send(sandbox).status()).as("it lives for an hour").isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(assertion.send(sandbox).text()).contains("invalid_grant");
  }

  @Test
  void apple_takes_a_token_for_an_hour_and_no_second_one_within_20_minutes() throws IOException {
    TriedRequest push = TriedRequest.own("apns");
    clock.advance(Duration.ofHours(1));
    assertThat(push.send(sandbox).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(push.send(sandbox).text()).contains("ExpiredProviderToken");
  }

  private String token(String login, String pointer) throws IOException {
    return TriedRequest.own(login).send(sandbox).json().at(pointer).asString();
  }
}
