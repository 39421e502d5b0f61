package dev.herald.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Share;
import dev.herald.server.platform.problem.RequestProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RuleSpecTest {
  private final JsonMapper json = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource({
    "refuse, every, 0",
    "refuse, every, -1",
    "refuse, share, 5",
    "refuse, share, -0.1",
    "refuse, share, '\"NaN\"'",
    "refuse, share, '\"Infinity\"'",
    "refuse, times, -1",
    "delay, millis, -1",
    "delay, millis, 2147483647",
    "drip, millis, -1",
    "huge, bytes, -1",
    "huge, bytes, 2147483647",
    "http-status, httpStatus, -1",
    "http-status, httpStatus, 99",
    "http-status, httpStatus, 100",
    "http-status, httpStatus, 600",
    "http-status, retryAfterSeconds, -1"
  })
  void aNumberThatMakesNoSenseIsNamed(String effect, String field, String value) {
    RuleSpec spec = spec(effect, field, value);

    assertThatThrownBy(spec::rule)
        .isInstanceOfSatisfying(
            RequestProblem.Invalid.class,
            problem ->
                assertThat(problem.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
  }

  @Test
  void theLeastAndTheMostAreTaken() {
    assertThat(spec("refuse", "share", "1").rule().share()).isEqualTo(new Share.Random(1, 1));
    assertThat(spec("refuse", "every", "1").rule().share()).isEqualTo(new Share.EveryNth(1));
    assertThat(spec("refuse", "times", "0").rule().limit()).isZero();
    assertThat(spec("huge", "bytes", "0").rule().effect()).isEqualTo(new Effect.Huge(0));
  }

  private RuleSpec spec(String effect, String field, String value) {
    String needed = field.equals("httpStatus") ? "" : ",\"httpStatus\":503";
    return json.readValue(
        "{\"effect\":\"%s\",\"reason\":\"busy\",\"%s\":%s%s}"
            .formatted(effect, field, value, needed),
        RuleSpec.class);
  }
}
