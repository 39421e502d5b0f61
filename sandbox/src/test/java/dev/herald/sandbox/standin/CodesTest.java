package dev.herald.sandbox.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
  private static final Codes CODES =
      Codes.of(
          """
          401 20003 CREDENTIALS         Authenticate
          400 21211 RECIPIENT           not a phone number
          400 21610 blocked             opted out
          429 20429 THROTTLED,retry=7   too many requests
          503 30008 BUSY                unknown error
          400 21617 CONTENT             too long
          """);

  @Test
  void what_has_no_line_of_its_own_takes_that_of_the_wider_reason() {
    assertThat(CODES.refusal(Reason.QUOTA).code()).isEqualTo("20003");
    assertThat(CODES.refusal(Reason.TEMPLATE).code()).isEqualTo("21617");
    assertThat(CODES.refusal(Fate.UNKNOWN)).isEqualTo(CODES.refusal("21211"));
    assertThat(CODES.refusal(Fate.BLOCKED)).isEqualTo(CODES.refusal("21610"));
    assertThat(CODES.refusal(Fate.UNDELIVERED)).isNull();
    assertThat(CODES.refusal(SignatureCheck.STALE)).isEqualTo(CODES.refusal("20003"));
    assertThat(CODES.refusal(SignatureCheck.VERIFIED)).isNull();
  }

  @Test
  void a_line_tells_status_words_and_hint() {
    assertThat(CODES.refusal(Reason.THROTTLED))
        .isEqualTo(new Refusal(429, "20429", "too many requests", 7));
    assertThat(CODES.refusal("500").status()).isEqualTo(500);
    assertThat(CODES.refusal("whatever").status()).isEqualTo(400);
  }

  @Test
  void a_line_that_lacks_a_column_is_said() {
    assertThatThrownBy(() -> Codes.of("400 21211 RECIPIENT"))
        .hasMessageContaining("400 21211 RECIPIENT");
  }

  @ParameterizedTest
  @CsvSource({
    "+8619900000001, BLOCKED",
    "19900000002, UNKNOWN",
    "+1 990 000 0002, ",
    "+19900000010, BUSY",
    "zhang-capped, CAPPED",
    "zhang, ",
    "13800000001, "
  })
  void a_destination_has_the_fate_of_its_name(String destination, Fate fate) {
    assertThat(Fate.of(destination)).isEqualTo(fate);
  }
}
