package dev.herald.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.sms.SmsSegments;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {

  static Stream<Arguments> costly() {
    return Stream.of(
        Arguments.of("a\u200bb", "ab"),
        Arguments.of("a\ufeffb", "ab"),
        Arguments.of("a\u2060b", "ab"),
        Arguments.of("a\u00adb", "ab"),
        Arguments.of("a\u200db\u200cc", "abc"),
        Arguments.of("\u202aab\u202c\u200e", "ab"),
        Arguments.of("a\ufe0f", "a"),
        Arguments.of("1\u2007000", "1 000"),
        Arguments.of("1\u00a0000\u202f0", "1 000 0"),
        Arguments.of("a\u3000b", "a b"),
        Arguments.of("a\tb", "a b"),
        Arguments.of("a\u2028b\u2029c", "a\nb\nc"));
  }

  @ParameterizedTest
  @MethodSource("costly")
  void whatNobodySeesIsNotPaidFor(String written, String sent) {
    assertThat(SmsText.cleaned(written)).isEqualTo(sent);
    assertThat(SmsSegments.of(SmsText.cleaned(written)).encoding()).isEqualTo("GSM-7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "می\u200cخواهم",
        "\u200f₪ 5",
        "it’s",
        "（您好）",
        "您\u3000好",
        "a\nb"
      })
  void whatIsSeenStaysAsItIs(String text) {
    assertThat(SmsText.cleaned(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"您\u200b好", "您\ufeff好", "您\u00ad好"})
  void marksThatSayNothingAreDroppedAnywhere(String text) {
    assertThat(SmsText.cleaned(text)).isEqualTo("您好");
  }
}
