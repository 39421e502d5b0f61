package dev.herald.server.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  @Test
  void aMomentOfAnAddressIsRead() {
    FieldErrors errors = new FieldErrors();

    assertThat(Moments.ofQuery("from", "2026-01-01T00:00:00+08:00", errors))
        .isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
    assertThat(Moments.ofQuery("from", "0001-01-01T00:00:00Z", errors)).isNotNull();
    assertThat(Moments.ofQuery("from", null, errors)).isNull();
    assertThat(errors.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-01T00:00:00 08:00", "2026-01-01T00:00 08", "2026-01-01T00:00:00.5 0530"})
  void aPlusThatBecameASpaceIsNamed(String received) {
    FieldErrors errors = new FieldErrors();

    assertThat(Moments.ofQuery("to", received, errors)).isNull();
    assertThat(errors.all())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("to");
          assertThat(error.expected()).contains("%2B");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
  void noIdIsOlderThanTheFirstOfATimeBeforeTheEpoch(String before) {
    assertThat(Ids.first(Instant.parse(before)).toString())
        .isLessThanOrEqualTo(Ids.first(Instant.EPOCH).toString())
        .isLessThan(Ids.next().toString());
  }
}
