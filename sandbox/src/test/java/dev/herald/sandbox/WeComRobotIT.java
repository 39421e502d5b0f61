package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.outbox.OutboxQuery;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeComRobotIT {
  private static final String SEND = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send";
  private static final String KEY = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa";
  private static final String TEXT = "{\"msgtype\":\"text\",\"text\":{\"content\":\"告警\"}}";

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_message_is_accepted_and_its_key_masked() throws IOException {
    assertThat(errcode("?key=" + KEY, TEXT)).isZero();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.channel("wecom")))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.envelope().account()).isEqualTo("693a***5aaa");
          assertThat(message.content().text()).isEqualTo("告警");
          assertThat(message.raw()).doesNotContain(KEY);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"msgtype\":\"text\",\"text\":{\"content\":\"\"}}|44004",
        "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"# T\"}}|0",
        "{\"msgtype\":\"markdown_v2\",\"markdown_v2\":{\"content\":\"# T\"}}|0",
        "{\"msgtype\":\"text\",\"text\":{\"content\":\"\\u544a\\u8b66\"}}|40033",
        "{\"msgtype\":\"text\",\"text\":{\"content\":\"a\\u0007b\"}}|0",
        "{\"msgtype\":\"image\",\"image\":{\"base64\":\"aGVsbG8=\",\"md5\":\"5d41402abc4b2a76b9719d911017c592\"}}|0",
        "{\"msgtype\":\"image\",\"image\":{\"base64\":\"aGVsbG8=\",\"md5\":\"0000\"}}|40058",
        "{\"msgtype\":\"news\",\"news\":{\"articles\":[{\"title\":\"T\",\"url\":\"https://example.com\"}]}}|0",
        "{\"msgtype\":\"news\",\"news\":{\"articles\":[]}}|40058",
        "{\"msgtype\":\"song\"}|40008",
        "no json|40058"
      })
  void the_body_must_fit_its_type(String body, int errcode) throws IOException {
    assertThat(errcode("?key=free", body)).isEqualTo(errcode);
  }

  @ParameterizedTest
  @CsvSource({"text, 682, 0", "text, 683, 45002", "markdown, 1365, 0", "markdown, 1366, 45002"})
  void a_text_is_measured_in_bytes(String type, int characters, int errcode) throws IOException {
    String body =
        "{\"msgtype\":\"%s\",\"%s\":{\"content\":\"%s\"}}"
            .formatted(type, type, "字".repeat(characters));
    assertThat(errcode("?key=free", body)).isEqualTo(errcode);
  }

  @Test
  void a_key_must_be_given_and_known() throws IOException {
    assertThat(errcode("", TEXT)).isEqualTo(93000);
    assertThat(errcode("?key=hr-unknown", TEXT)).isEqualTo(93000);
  }

  @Test
  void the_21st_message_of_any_minute_is_out_of_limit() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(errcode("?key=free", TEXT)).isZero();
    }
    clock.advance(Duration.ofMillis(59_999));
    assertThat(errcode("?key=free", TEXT)).isEqualTo(45009);
    clock.advance(Duration.ofMillis(1));
    assertThat(errcode("?key=free", TEXT)).isZero();
  }

  private int errcode(String query, String body) throws IOException {
    return Caller.post(sandbox.httpAddress(), SEND + query, body).json().path("errcode").asInt();
  }
}
