package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookIT {
  private static final String URL = "https://hooks.example.com/esop";
  private static final String BODY = "{\"type\":\"message.delivered\",\"text\":\"告警\"}";

  /** Made by the reference library of Standard Webhooks. */
  private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  private static final Map<String, String> SIGNED =
      Map.of(
          "Content-Type", "application/json",
          "webhook-id", "msg_2",
          "webhook-timestamp", "1767323045",
          "webhook-signature", "v1,1UefPpPuIIsn0ft6KQHQ1OiQ1HgWZ7tuM6JPM5VJJyI=");

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({URL, "hooks.example.com", "*"})
  void a_signature_is_verified_with_the_secret_of_its_receiver(String account) throws IOException {
    sandbox.accounts().register("webhook", account, SECRET);
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(200);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.destination(URL).messageId("msg_2")))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.outcome().signature()).isEqualTo(SignatureCheck.VERIFIED);
          assertThat(message.content().title()).isEqualTo("message.delivered");
          assertThat(message.raw()).doesNotContain("1UefPpPuI");
        });
  }

  @Test
  void one_of_two_secrets_during_a_rotation_is_enough() throws IOException {
    sandbox.accounts().register("webhook", "*", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw " + SECRET);
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(200);
    assertThat(status(URL, SIGNED, BODY + " ")).isEqualTo(401);
  }

  @Test
  void another_vector_fits_too_and_any_of_several_signatures_is_enough() throws IOException {
    clock.set(Instant.ofEpochSecond(1614265330));
    sandbox.accounts().register("webhook", URL, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature",
                "v1,1UefPpPuIIsn0ft6KQHQ1OiQ1HgWZ7tuM6JPM5VJJyI= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(status(URL, headers, "{\"test\": 2432232314}")).isEqualTo(200);
  }

  @Test
  void a_tampered_body_is_not_authentic() throws IOException {
    sandbox.accounts().register("webhook", URL, SECRET);
    assertThat(status(URL, SIGNED, BODY.replace("delivered", "read"))).isEqualTo(401);
    assertThat(status(URL, Map.of(), BODY)).as("without a signature").isEqualTo(401);
  }

  @Test
  void a_receiver_without_a_secret_takes_anything() throws IOException {
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(200);
    assertThat(status(URL, Map.of(), "anything")).isEqualTo(200);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().signature())
        .containsExactly(SignatureCheck.NONE, SignatureCheck.UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"300, 200", "301, 400", "-301, 400"})
  void a_timestamp_may_be_off_by_five_minutes(long seconds, int status) throws IOException {
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(status);
  }

  @Test
  void a_repeated_id_is_answered_well_and_not_delivered_again() throws IOException {
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(200);
    assertThat(status(URL, SIGNED, BODY)).isEqualTo(200);
    assertThat(sandbox.outbox().tallies().get("webhook")).isEqualTo(new Outbox.Tally(1, 1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"410", "500", "429", "302"})
  void a_path_may_ask_for_a_status(int status) throws IOException {
    assertThat(status("https://hooks.example.com/status/" + status, Map.of(), BODY))
        .isEqualTo(status);
  }

  private int status(String url, Map<String, String> headers, String body) throws IOException {
    return Caller.post(sandbox.httpAddress(), url, headers, body).status();
  }
}
