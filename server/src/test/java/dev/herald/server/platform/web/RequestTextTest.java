package dev.herald.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.RequestProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a=1&b=%E7%94%A8", "a", "a=", "&&", "a=1+2", "a=%F0%9F%98%80", "%61=1"})
  void takesAQueryThatStandsForTexts(String query) {
    assertThatCode(() -> RequestText.requireQuery(query)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%zz",
        "a=%",
        "a=%4",
        "a=%ff",
        "a=%c0%80",
        "a=%ed%a0%80",
        "=x",
        "=",
        "a=1&=2",
        "%ff=1"
      })
  void refusesAQueryThatStandsForNone(String query) {
    assertThatExceptionOfType(RequestProblem.Malformed.class)
        .isThrownBy(() -> RequestText.requireQuery(query));
  }

  @Test
  void namesTheParameterThatCanNotBeKept() {
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> RequestText.requireQuery("limit=1&q=a%00b"))
        .satisfies(problem ->
            assertThat(problem.errors()).extracting(FieldError::field).containsExactly("q"));
  }

  @Test
  void refusesMoreParametersThanAnybodySends() {
    assertThatExceptionOfType(RequestProblem.Malformed.class)
        .isThrownBy(() -> RequestText.requireQuery("a=1&".repeat(101)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/%ff", "/v1/%zz", "/v1/%", "/v1/a%00"})
  void refusesAPathThatStandsForNoText(String path) {
    assertThatExceptionOfType(RequestProblem.Malformed.class)
        .isThrownBy(() -> RequestText.requirePath(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud83d", "\udc00\ud83d", "x\udc00"})
  void tellsTextsThatCanNotBeKept(String text) {
    assertThat(KeptText.isKept(text)).isFalse();
    assertThat(KeptText.isKept(KeptText.kept(text))).isTrue();
  }

  @Test
  void keepsAllOthers() {
    assertThat(KeptText.isKept("a\u0001\ufeff用\ud83d\ude00")).isTrue();
  }

  @Test
  void findsTheFirstByteThatIsNoUtf8InALongText() {
    byte[] text = "用".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    assertThat(KeptText.firstNotUtf8(text)).isEqualTo(-1);
    text[9_000] = (byte) 0xff;
    assertThat(KeptText.firstNotUtf8(text)).isEqualTo(9_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-31T09:00:00+08:00, 2027-01-31T01:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    "+999999999-12-31T23:59:59Z,",
    "-999999999-01-01T00:00:00Z,",
    "+999999999-12-31T23:59:59-18:00,",
    "0000-01-01T00:00:00Z,",
    "2027-01-31,",
    "tomorrow,"
  })
  void readsMomentsOfFourDigitYearsOnly(String text, Instant expected) {
    FieldErrors errors = new FieldErrors();

    assertThat(Moments.parse("from", text, errors)).isEqualTo(expected);
    assertThat(errors.isEmpty()).isEqualTo(expected != null);
  }

  @Test
  void whatIsQuotedOfARequestStaysShort() {
    FieldError error =
        new FieldError("f".repeat(5_000), "'%s' is wrong".formatted("x".repeat(90_000)), "y");

    assertThat(error.toString()).hasSizeLessThan(2_000);
  }
}
