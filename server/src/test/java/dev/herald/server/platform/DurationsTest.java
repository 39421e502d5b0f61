package dev.herald.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S, 0s",
    "500ms, PT0.5S, 500ms",
    "90s, PT90S, 90s",
    "15m, PT15M, 15m",
    "60m, PT1H, 1h",
    "24h, PT24H, 1d",
    "1h30m, PT1H30M, 90m",
    "7d, P7D, 7d"
  })
  void readsWhatPeopleWriteAndPrintsItInOneUnit(String text, Duration length, String printed) {
    assertThat(Durations.parse(text)).isEqualTo(length);
    assertThat(Durations.print(length)).isEqualTo(printed);
    assertThat(Durations.parse(printed)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "90", "s", "-5m", "5 m", "5w", "PT5M", "30m1h"})
  void refusesAnythingElseAndSaysHowToWriteIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("90s, 15m, 24h or 7d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "107000000d",
        "999999999d",
        "36500d1s",
        "999999999h999999999m",
        "9999999999s",
        "99999999999999d",
        "9999999999999999999d"
      })
  void refusesWhatNoCalendarReaches(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("36500 days");
  }
}
