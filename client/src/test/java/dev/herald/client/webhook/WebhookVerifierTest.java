package dev.herald.client.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the worked example of the Standard Webhooks specification's own libraries. */
class WebhookVerifierTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final Instant SIGNED = Instant.ofEpochSecond(1_614_265_330);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
              "webhook-timestamp", "1614265330",
              "webhook-signature", SIGNATURE));

  private static WebhookVerifier verifier(String... secrets) {
    return WebhookVerifier.of(secrets).withClock(Clock.fixed(SIGNED, ZoneOffset.UTC));
  }

  @Test
  void what_is_signed_with_the_secret_is_believed() {
    Webhook webhook = verifier(SECRET).verify(headers::get, BODY);

    assertThat(webhook).isEqualTo(new Webhook("msg_p5jXN8AQM9LWM0D4loKWxJek", SIGNED, BODY));
  }

  @Test
  void while_a_secret_is_replaced_either_is_believed() {
    headers.put("webhook-signature", "v1,AAAA v2,else " + SIGNATURE);

    assertThat(verifier("c2FuZGJveA==", SECRET).verify(headers::get, BODY).body()).isEqualTo(BODY);
    assertThat(verifier("c2FuZGJveA== " + SECRET).verify(headers::get, BODY).body())
        .isEqualTo(BODY);
  }

  @Test
  void what_was_changed_or_signed_by_somebody_else_is_not() {
    assertRefused(verifier(SECRET), BODY + " ", "no signature fits");
    assertRefused(verifier("whsec_c2FuZGJveA=="), BODY, "no signature fits");
    headers.put("webhook-id", "msg_other");
    assertRefused(verifier(SECRET), BODY, "no signature fits");
  }

  @Test
  void what_is_old_or_from_the_future_is_not() {
    WebhookVerifier late =
        WebhookVerifier.of(SECRET)
            .withClock(Clock.fixed(SIGNED.plus(Duration.ofMinutes(6)), ZoneOffset.UTC));

    assertRefused(late, BODY, "too far from now");
    assertThat(late.withTolerance(Duration.ofMinutes(7)).verify(headers::get, BODY).at())
        .isEqualTo(SIGNED);
    assertRefused(
        WebhookVerifier.of(SECRET)
            .withClock(Clock.fixed(SIGNED.minus(Duration.ofMinutes(6)), ZoneOffset.UTC)),
        BODY,
        "too far from now");
  }

  @Test
  void without_its_headers_it_is_not() {
    headers.remove("webhook-signature");
    assertRefused(verifier(SECRET), BODY, "webhook-signature");
    headers.put("webhook-signature", SIGNATURE);
    headers.put("webhook-timestamp", "yesterday");
    assertRefused(verifier(SECRET), BODY, "webhook-timestamp");
  }

  private void assertRefused(WebhookVerifier verifier, String body, String why) {
    assertThatThrownBy(() -> verifier.verify(headers::get, body))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining(why);
  }
}
