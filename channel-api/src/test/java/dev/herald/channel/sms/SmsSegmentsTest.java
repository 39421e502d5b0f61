package dev.herald.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsSegmentsTest {
  private static final String FAMILY = "👨\u200d👩\u200d👧\u200d👦";

  @ParameterizedTest
  @CsvSource({
    "a, 160, GSM-7, 160, 1, 160",
    "a, 161, GSM-7, 161, 2, 153",
    "a, 307, GSM-7, 307, 3, 153",
    "€, 80, GSM-7, 160, 1, 160",
    "€, 81, GSM-7, 162, 2, 153",
    "], 153, GSM-7, 306, 3, 153",
    "码, 70, UCS-2, 70, 1, 70",
    "码, 71, UCS-2, 71, 2, 67",
    "😀, 35, UCS-2, 70, 1, 70",
    "😀, 67, UCS-2, 134, 3, 67",
    "ç, 1, UCS-2, 1, 1, 70"
  })
  void aTextIsSplitAsCarriersSplitIt(
      String letter, int times, String encoding, int characters, int segments, int perSegment) {
    SmsSegments split = SmsSegments.of(letter.repeat(times));

    assertThat(split.encoding()).isEqualTo(encoding);
    assertThat(split.characters()).isEqualTo(characters);
    assertThat(split.segments()).isEqualTo(segments);
    assertThat(split.perSegment()).isEqualTo(perSegment);
  }

  @ParameterizedTest
  @CsvSource({"152, ], 152, 3", "152, ], 151, 2", "152, €, 151, 2", "151, ], 153, 2"})
  void anExtendedCharacterStaysInOnePart(int before, String extended, int after, int segments) {
    String text = "a".repeat(before) + extended + "a".repeat(after);

    assertThat(SmsSegments.of(text).segments()).isEqualTo(segments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", FAMILY, "🇨🇳", "👍🏽", "❤\ufe0f", "e\u0301"})
  void whatIsSeenAsOneCharacterStaysInOnePart(String seenAsOne) {
    String rest = "码".repeat(67 - seenAsOne.length());

    assertThat(SmsSegments.of(rest + seenAsOne + "码".repeat(67)).segments()).isEqualTo(2);
    assertThat(SmsSegments.of(rest + "码" + seenAsOne + "码".repeat(67)).segments()).isEqualTo(3);
  }

  @Test
  void oneThatIsLongerThanAPartIsSplitByItsOwnCharacters() {
    assertThat(SmsSegments.of("码" + "\u0301".repeat(200)).segments()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void partsOfGsm7AreFilledOneByOne(long seed) {
    Random random = new Random(seed);
    String letters = "ab ]€~é";
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1_000);
      while (text.length() < length) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(SmsSegments.of(text.toString()).segments())
          .as("seed %d, text %d", seed, i)
          .isEqualTo(expected(text.toString()));
    }
  }

  @Test
  void whatMakesItDearIsNamed() {
    assertThat(SmsSegments.of("it’s “so”, it’s").beyondGsm7())
        .containsExactly("’ U+2019", "“ U+201C", "” U+201D");
    assertThat(SmsSegments.of("it's").beyondGsm7()).isEmpty();
  }

  /** Written once more, as the standard says it. */
  private static int expected(String text) {
    int all = 0;
    int parts = 1;
    int left = 153;
    for (char c : text.toCharArray()) {
      int septets = "^{}\\[~]|€".indexOf(c) < 0 ? 1 : 2;
      all += septets;
      if (septets > left) {
        parts++;
        left = 153;
      }
      left -= septets;
    }
    return all <= 160 ? 1 : parts;
  }
}
