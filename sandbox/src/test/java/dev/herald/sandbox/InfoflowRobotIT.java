package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfoflowRobotIT {
  private static final String SEND = "https://%s/api/msg/groupmsgsend?access_token=dtoken1";
  private static final String MESSAGE =
      """
      {"message":{"header":{"toid":[4249864]},"body":[{"type":"MD","content":"# 告警"},
        {"type":"LINK","href":"https://example.com"}]}}\
      """;

  private final SettableClock clock = new SettableClock();
  private Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({"apiin.im.baidu.com", "api.im.baidu.com"})
  void a_message_reaches_its_group_over_either_host(String host) throws IOException {
    assertThat(
            Caller.post(sandbox.httpAddress(), SEND.formatted(host), MESSAGE)
                .json()
                .path("errcode")
                .asInt())
        .isZero();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.destination("4249864")))
        .extracting(message -> message.content().text())
        .containsExactly("# 告警\nhttps://example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":{\"header\":{},\"body\":[{\"type\":\"TEXT\",\"content\":\"x\"}]}}|0",
        "{\"message\":{\"header\":{\"toid\":[]},\"body\":[{\"type\":\"TEXT\",\"content\":\"x\"}]}}|40000",
        "{\"message\":{\"header\":{\"toid\":[\"1\"]},\"body\":[{\"type\":\"TEXT\",\"content\":\"x\"}]}}|40000",
        "{\"message\":{\"header\":{\"toid\":[1]},\"body\":[]}}|40000",
        "{\"message\":{\"header\":{\"toid\":[1]},\"body\":[{\"type\":\"SONG\"}]}}|40000",
        "{\"message\":{\"header\":{\"toid\":[1]},\"body\":[{\"type\":\"AT\",\"atall\":true}]}}|0",
        "{\"message\":{\"header\":{\"toid\":[1]},\"body\":[{\"type\":\"AT\"}]}}|40000",
        "no json|40000"
      })
  void the_body_must_be_complete(String body, int errcode) throws IOException {
    assertThat(errcode(body)).isEqualTo(errcode);
  }

  @Test
  void a_part_holds_2048_bytes() throws IOException {
    assertThat(errcode(MESSAGE.replace("# 告警", "字".repeat(682)))).isZero();
    assertThat(errcode(MESSAGE.replace("# 告警", "字".repeat(683)))).isEqualTo(40000);
  }

  @Test
  void past_its_cap_a_message_is_dropped_and_answered_as_if_it_were_not() throws IOException {
    for (int i = 0; i < 21; i++) {
      assertThat(errcode(MESSAGE)).isZero();
    }
    assertThat(errcode(MESSAGE.replace("4249864", "1"))).as("another group").isZero();
    assertThat(sandbox.outbox().tallies().get("infoflow")).isEqualTo(new Outbox.Tally(21, 0, 0, 1));
  }

  @Test
  void a_robot_that_passed_its_cap_stays_blocked_for_five_minutes_if_so_wanted()
      throws IOException {
    sandbox.close();
    sandbox =
        Sandbox.start(SandboxOptions.defaults().clock(clock).capPolicy(CapPolicy.WINDOW_AND_BLOCK));
    for (int i = 0; i < 21; i++) {
      errcode(MESSAGE);
    }
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    errcode(MESSAGE);
    clock.advance(Duration.ofMillis(1));
    errcode(MESSAGE);
    assertThat(sandbox.outbox().tallies().get("infoflow")).isEqualTo(new Outbox.Tally(21, 0, 0, 2));
  }

  private int errcode(String body) throws IOException {
    String url = SEND.formatted("apiin.im.baidu.com");
    return Caller.post(sandbox.httpAddress(), url, body).json().path("errcode").asInt();
  }
}
