package dev.herald.server.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** The last six digits of the vectors of RFC 6238, appendix B, for SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void aCodeIsRightOneStepBeforeAndAfterItsOwnAndNoFurther(int steps, boolean right) {
    Instant now = Instant.ofEpochSecond(1_234_567_890L);
    String code = Totp.code(SECRET, Totp.step(now) + steps);

    assertThat(Totp.stepOf(code, SECRET, now).isPresent()).isEqualTo(right);
  }

  /** RFC 4648, section 10, and the secret above. */
  @Test
  void secretsAreWrittenInBase32() {
    assertThat(Base32.encode("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
    assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }
}
