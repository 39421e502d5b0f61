package dev.herald.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSegmentsTest {

  @ParameterizedTest
  @CsvSource({
    "a, 160, GSM-7, 160, 1, 160",
    "a, 161, GSM-7, 161, 2, 153",
    "a, 307, GSM-7, 307, 3, 153",
    "€, 80, GSM-7, 160, 1, 160",
    "€, 81, GSM-7, 162, 2, 153",
    "码, 70, UCS-2, 70, 1, 70",
    "码, 71, UCS-2, 71, 2, 67",
    "😀, 35, UCS-2, 70, 1, 70",
    "ç, 1, UCS-2, 1, 1, 70"
  })
  void aTextIsSplitAsCarriersSplitIt(
      String letter, int times, String encoding, int characters, int segments, int perSegment) {
    assertThat(SmsSegments.of(letter.repeat(times)))
        .isEqualTo(new SmsSegments(encoding, characters, segments, perSegment));
  }
}
