package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls for many recipients, repeats, and what is dropped without a word. */
class BatchesIT {
  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_call_for_several_messages_is_several_in_the_outbox() throws IOException {
    TriedRequest batch =
        headed(
            TriedRequest.own("tencent-sms")
                .with("[\"+8613800000001\"]", "[\"+8613800000001\",\"+8619900000001\"]"),
            "X-Herald-Message",
            "m-1,m-2");
    batch.send(sandbox);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(
            message -> message.envelope().messageId(),
            message -> message.envelope().destinations(),
            message -> message.outcome().status(),
            message -> message.outcome().code())
        .containsExactly(
            tuple(
                "m-2",
                List.of("+8619900000001"),
                Outcome.Status.REFUSED,
                "FailedOperation.PhoneNumberInBlacklist"),
            tuple("m-1", List.of("+8613800000001"), Outcome.Status.ACCEPTED, ""));
    assertThat(sandbox.outbox().messageIdCounts().of("m-1")).isEqualTo(1);
    assertThat(sandbox.outbox().messageIdCounts().of("m-2")).isZero();
  }

  @Test
  void what_became_of_a_work_notice_is_told_when_it_is_asked_for() throws IOException {
    JsonNode result = result("zhang,li-unknown,wang-blocked,zhao-read,qian-undelivered,sun-capped");
    assertThat(result.path("invalid_user_id_list").toString()).isEqualTo("[\"li-unknown\"]");
    assertThat(result.path("forbidden_list").toString())
        .contains("\"code\":\"1430003\",\"count\":1,\"userid\":\"wang-blocked\"")
        .contains("\"code\":\"143105\",\"count\":1,\"userid\":\"sun-capped\"");
    assertThat(result.path("read_user_id_list").toString()).isEqualTo("[\"zhao-read\"]");
    assertThat(result.path("unread_user_id_list").toString()).isEqualTo("[\"zhang\"]");
    assertThat(result.path("failed_user_id_list").toString()).isEqualTo("[\"qian-undelivered\"]");
  }

  @Test
  void the_same_notice_to_the_same_user_reaches_nobody_and_is_answered_well() throws IOException {
    result("zhang");
    JsonNode second = result("zhang");
    assertThat(second.path("forbidden_list").toString()).contains("143106");
    assertThat(sandbox.outbox().tallies().get("dingtalk"))
        .extracting("accepted", "dropped")
        .containsExactly(1L, 1L);
  }

  private JsonNode result(String users) throws IOException {
    TriedRequest send = TriedRequest.own("dingtalk-work");
    JsonNode answer = send.with("zhang,li", users).send(sandbox).json();
    String body = "{\"agent_id\":1234567,\"task_id\":%s}".formatted(answer.path("task_id"));
    assertThat(answer.path("errcode").asInt()).isZero();
    return send.with("asyncsend_v2", "getsendresult")
        .body(body)
        .send(sandbox)
        .json()
        .path("send_result");
  }

  @Test
  void over_the_cap_of_one_member_a_message_is_dropped_and_answered_well() throws IOException {
    TriedRequest message = TriedRequest.own("wecom-app").with("zhang|li", "zhang");
    for (int i = 0; i < 31; i++) {
      assertThat(message.send(sandbox).json().path("errcode").asInt()).isZero();
    }
    assertThat(sandbox.outbox().tallies().get("wecom"))
        .extracting("accepted", "dropped")
        .containsExactly(30L, 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feishu-app|\"receive_id\"|\"uuid\": \"k1\", \"receive_id\"|3600|om_",
        "jpush|\"platform\"|\"cid\": \"k1\", \"platform\"|86400|msg_id",
        "wecom-app|\"touser\"|\"enable_duplicate_check\": 1, \"touser\"|1800|msgid",
        "tiger-app-free|application/json|application/json|86400|notice",
        "dingtalk-robot|\"msgtype\"|\"msgUuid\": \"k1\", \"msgtype\"|3600|errcode"
      })
  void a_repeat_is_answered_like_the_first_and_not_delivered_again(
      String id, String from, String to, int seconds, String shown) throws IOException {
    TriedRequest message = headed(TriedRequest.own(id).with(from, to), "Idempotency-Key", "k1");
    String first = message.send(sandbox).text();
    clock.advance(Duration.ofSeconds(Math.min(seconds, 200) - 1));
    assertThat(message.send(sandbox).text()).isEqualTo(first).contains(shown);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(each -> each.outcome().status())
        .containsExactly(Outcome.Status.REPEATED, Outcome.Status.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({"getui, 20001", "wechat-template, 45065"})
  void some_providers_refuse_a_repeat(String id, String code) throws IOException {
    TriedRequest message =
        TriedRequest.own(id).with("\"touser\"", "\"client_msg_id\": \"k1\", \"touser\"");
    message.send(sandbox);
    assertThat(message.send(sandbox).text()).contains(code);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL).getFirst().outcome().status())
        .isEqualTo(Outcome.Status.REPEATED);
  }

  @Test
  void ids_beyond_what_a_double_holds_are_whole_numbers() throws IOException {
    List<Long> ids = new ArrayList<>();
    ids.add(TriedRequest.own("infoflow-group").send(sandbox).json().at("/data/messageid").asLong());
    ids.add(TriedRequest.own("jpush").send(sandbox).json().at("/msg_id").asLong());
    ids.add(TriedRequest.own("wechat-template").send(sandbox).json().at("/msgid").asLong());
    ids.add(TriedRequest.own("dingtalk-work").send(sandbox).json().at("/task_id").asLong());
    assertThat(ids).allMatch(id -> id > 1L << 53);
  }

  @Test
  void a_long_text_of_a_wecom_app_is_cut_to_whole_characters() throws IOException {
    TriedRequest.own("wecom-app").with("markdown", "text").with("**x**", "%han-700%").send(sandbox);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL).getFirst().content().text())
        .isEqualTo("字".repeat(682));
  }

  @Test
  void a_figure_that_nobody_documents_is_a_setting() throws IOException {
    SandboxOptions options =
        SandboxOptions.defaults().clock(clock).figure("dingtalk-robot.bytes", 100);
    try (Sandbox small = Sandbox.start(options)) {
      TriedRequest message = TriedRequest.own("dingtalk-robot").with("hi", "%letters-100%");
      assertThat(message.send(small).text()).contains("40035");
      assertThat(message.send(sandbox).text()).contains("\"errcode\":0");
    }
  }

  private static TriedRequest headed(TriedRequest request, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.put(name, value);
    return new TriedRequest(
        request.id(),
        request.provider(),
        request.method(),
        request.url(),
        headers,
        request.body(),
        request.secrets(),
        request.status(),
        request.text());
  }
}
