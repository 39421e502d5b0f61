package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DingTalkRobotIT {
  private static final String URL = "https://oapi.dingtalk.com/robot/send?access_token=";

  /** What two independent clients sent at the captured moment with the secret below. */
  private static final String SIGNED =
      "tok1&timestamp=1767323045000&sign=LAKJs2BAVIP9mHrah0uFq5ePVbvTz7zuivNUFnIatA4%3D";

  private static final String SECRET = "SECabcdef0123456789";
  private static final String TEXT = "{\"msgtype\":\"text\",\"text\":{\"content\":\"告警 hi\"}}";

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @BeforeEach
  void register() {
    sandbox.accounts().register("dingtalk-robot", "tok1", SECRET);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_rightly_signed_message_is_accepted_and_kept_with_its_secrets_masked() throws IOException {
    assertThat(errcode(SIGNED, TEXT)).isZero();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.envelope().channel()).isEqualTo("dingtalk");
          assertThat(message.content().text()).isEqualTo("告警 hi");
          assertThat(message.outcome())
              .isEqualTo(new Outcome(Outcome.Status.ACCEPTED, "0", SignatureCheck.VERIFIED, null));
          assertThat(message.raw()).contains("/robot/send").doesNotContain("tok1", "LAKJs2");
        });
  }

  @Test
  void a_signature_that_is_percent_encoded_twice_does_not_match() throws IOException {
    JsonNode answer = send(SIGNED.replace("%3D", "%253D"), TEXT);
    assertThat(answer.path("errcode").asInt()).isEqualTo(310000);
    assertThat(answer.path("errmsg").asString()).contains("sign not match");
  }

  @Test
  void a_missing_signature_does_not_match() throws IOException {
    assertThat(send("tok1", TEXT).path("errmsg").asString()).contains("sign not match");
  }

  @ParameterizedTest
  @CsvSource({"3600, 0", "3601, 310000", "-3600, 0", "-3601, 310000"})
  void a_timestamp_may_be_off_by_an_hour(long seconds, int errcode) throws IOException {
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(errcode(SIGNED, TEXT)).isEqualTo(errcode);
  }

  @Test
  void an_unknown_robot_is_served_and_its_signature_reported_as_unverified() throws IOException {
    assertThat(errcode(SIGNED.replace("tok1", "tok2"), TEXT)).isZero();
    assertThat(errcode("tok3", TEXT)).isZero();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().signature())
        .containsExactly(SignatureCheck.NONE, SignatureCheck.UNVERIFIED);
  }

  @Test
  void a_robot_that_names_itself_must_sign_with_the_secret_of_its_name() throws IOException {
    assertThat(errcode("sandbox-hr", TEXT)).isEqualTo(310000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"msgtype\":\"text\"}|40035",
        "{\"msgtype\":\"markdown\",\"markdown\":{\"text\":\"x\"}}|40035",
        "{\"msgtype\":\"markdown\",\"markdown\":{\"title\":\"T\",\"text\":\"x\"}}|0",
        "{\"msgtype\":\"text\",\"markdown\":{\"title\":\"T\",\"text\":\"x\"}}|40035",
        "{\"msgtype\":\"feedCard\",\"feedCard\":{\"links\":[{\"title\":\"T\"}]}}|0",
        "{\"msgtype\":\"song\"}|400105",
        "no json|40035"
      })
  void the_body_must_fit_its_type(String body, int errcode) throws IOException {
    assertThat(errcode("free", body)).isEqualTo(errcode);
  }

  @Test
  void a_message_of_more_than_20000_bytes_is_refused() throws IOException {
    String long20k = TEXT.replace("告警 hi", "字".repeat(7_000));
    assertThat(errcode("free", long20k)).isEqualTo(40035);
  }

  @Test
  void the_21st_message_of_any_minute_is_too_fast() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(errcode("free", TEXT)).isZero();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(errcode("free", TEXT)).isEqualTo(130101);
    assertThat(errcode("another", TEXT)).isZero();
    clock.advance(Duration.ofSeconds(40));
    assertThat(errcode("free", TEXT)).isZero();
    assertThat(errcode("free", TEXT)).isEqualTo(130101);
  }

  @Test
  void a_repeated_msgUuid_is_answered_well_and_not_delivered_again() throws IOException {
    String body = TEXT.replace("{\"msgtype\"", "{\"msgUuid\":\"m-1\",\"msgtype\"");
    assertThat(errcode("free", body)).isZero();
    assertThat(errcode("free", body)).isZero();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId("m-1")))
        .extracting(message -> message.outcome().status())
        .containsExactly(Outcome.Status.REPEATED, Outcome.Status.ACCEPTED);
    assertThat(sandbox.outbox().messageIdCounts().of("m-1")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"hr-unknown, 300001", "hr-limited, 130101", "hr-busy, -1"})
  void some_tokens_always_fail(String token, int errcode) throws IOException {
    assertThat(errcode(token, TEXT)).isEqualTo(errcode);
  }

  private int errcode(String query, String body) throws IOException {
    return send(query, body).path("errcode").asInt();
  }

  private JsonNode send(String query, String body) throws IOException {
    return Caller.post(sandbox.httpAddress(), URL + query, body).json();
  }
}
