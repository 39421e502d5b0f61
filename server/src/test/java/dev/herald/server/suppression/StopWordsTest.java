package dev.herald.server.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {
  private final StopWords words =
      new StopWords(new SuppressionSettings(List.of("STOP", "TD", "N", "退订")));

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "stop", " Stop. ", "ＴＤ", "td!", "n", "退订", "“退订”。", "N\n"})
  void aWordThatSaysToStopIsOneHoweverItIsWritten(String reply) {
    assertThat(words.contain(reply)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "No", "please do not stop", "STOP IT", "怎么退订", "1"})
  void whatSaysMoreIsNone(String reply) {
    assertThat(words.contain(reply)).isFalse();
  }
}
