package dev.herald.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeprecationTest {

  /** An operation that callers should leave. */
  static final class Old {
    @Deprecation(since = "2026-12-01", sunset = "2027-12-01", link = "https://herald.example/new")
    void operation() {}
  }

  @Test
  void itsAnswersSaySinceWhenUntilWhenAndWhatToCallInstead() throws NoSuchMethodException {
    Deprecation deprecation =
        Old.class.getDeclaredMethod("operation").getAnnotation(Deprecation.class);

    assertThat(DeprecationHeaders.of(deprecation))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Deprecation", "@1796083200",
                "Sunset", "Wed, 01 Dec 2027 00:00:00 GMT",
                "Link", "<https://herald.example/new>; rel=\"deprecation\""));
    assertThat(LocalDate.parse(deprecation.sunset()))
        .isAfterOrEqualTo(LocalDate.parse(deprecation.since()).plusYears(1));
  }
}
