package dev.herald.channels.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.herald.channels.pattern.LinearPattern.Unusable;
import dev.herald.channels.reason.Chinese;
import dev.herald.channels.reason.ReasonWords;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

  /** As a schema or a connector's definition writes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ^[\\u4e00-\\u9fa5]{2,8}$     | 韩梅梅          | Han
          ^[一-龥]{2,8}$               | 韩梅梅          | Han
          ^\\p{Script=Han}+$           | 韩梅梅          | Han
          ^\\p{L}+$                    | Zoë             | 12
          ^\\p{Letter}+$               | Zoë             | 12
          ^\\d{3}-\\w+$                | 123-abc         | 12-abc
          ^\\u{1F600}$                 | 😀              | 😁
          ^\\uD83D\\uDE00$             | 😀              | 😁
          ^https:\\/\\/.*$             | https://x       | http://x
          ^[\\w\\-]+$                  | a-b             | a b
          ^(?<y>\\d{4})$               | 2026            | 26
          ^a{b}$                       | a{b}            | ab
          ^[[]$                        | [               | a
          ^[^]$                        | x               | xx
          ^x{2,}$                      | xxx             | x
          ^(?:ab){1,2}$                | abab            | ababab
          ^\\p{Script=Han}{2,8}$        | 𠮷𬎆            | 𠮷a
          ^\\p{sc=Hani}+$               | 𬎆              | a
          ^[\\p{Script=Han}·a-z]+$      | 阿·凡提a         | A
          ^[^\\p{Script=Han}]+$         | abc             | 韩
          ^\\P{Script=Han}+$            | abc             | 韩
          ^[\\P{Han}]+$                 | abc             | 韩
          ^\\p{scx=Hira}+$              | ひー            | a
          ^\\p{General_Category=Lu}+$   | ÀÉ              | à
          ^\\p{gc=Uppercase_Letter}+$   | ÀÉ              | à
          ^\\p{Alphabetic}+$            | Zoëü            | 1
          ^\\p{Lowercase}+$             | zoë             | Z
          ^\\p{ASCII}+$                 | a1~             | é
          ^\\p{Emoji_Presentation}+$    | 😀              | a
          ^(?<年>\\d{4})-(?<m>\\d\\d)$  | 2026-12         | 2026
          ^\\S+$                        | a               | `a b`
          ^[\\S]+$                      | a               | a b
          ^a\\sb$                       | `a b`      | ab
          ^a[\\s]b$                     | `a b`      | ab
          ^a.b$                        | a😀b            | `a b`
          """)
  void readsThePatternsOfEcma262(String pattern, String fitting, String other) throws Unusable {
    LinearPattern linear = LinearPattern.of(pattern);

    assertThat(linear.isIn(fitting)).isTrue();
    assertThat(linear.isIn(other)).isFalse();
  }

  /** Which part can't be had, and where it stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ^(?=.*\\d).+$       | looks around by “(?=” at character 2
          ^您(?!x)             | looks around by “(?!” at character 3
          a(?<=b)             | looks around by “(?<=” at character 2
          (a)\\1              | refers back to a group by “\\1” at character 4
          (?<y>a)\\k<y>       | refers back to a group by “\\k” at character 8
          ^\\p{Nonsense}$     | has “\\p{Nonsense}” at character 2, which is no property of characters
          ^\\ud83d$           | has “\\ud83d” at character 2, which stands for no character
          ^a\\h$              | can’t be read: “\\h” stands for nothing
          a++                 | can’t be read: “++” repeats what is repeated
          x[a                 | has a [ that is not closed at character 2
          (?<>a)              | has a group without a name at character 1
          """)
  void namesThePartThatCannotBeHad(String pattern, String reason) {
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> LinearPattern.of(pattern))
        .satisfies(
            unusable -> assertThat(ReasonWords.ENGLISH.of(unusable.reason())).startsWith(reason));
  }

  @Test
  void readsControlCharacters() throws Unusable {
    assertThat(LinearPattern.of("^\\cA\\0$").isIn("\u0001\u0000")).isTrue();
  }

  @Test
  void tellsAPartFromTheWhole() throws Unusable {
    LinearPattern digits = LinearPattern.of("\\d+");

    assertThat(digits.isIn("a1")).isTrue();
    assertThat(digits.isAllOf("a1")).isFalse();
    assertThat(digits.isAllOf("11")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=x)", "(?!x)", "(?<=x)", "(?<!x)", "(a)\\1", "\\k<a>", "\\uD83D", "\\u{110000}", "\\u12",
        "\\c1", "[a", "(a", "a)", "a\\", "*", "[b-a]", "\\p{Nonsense}", "((a{1000}){1000}){100}",
        "a{1001}", "a{1000}{1000}", "(a{100}b{100}){100}"
      })
  void saysWhyATextIsNone(String pattern) {
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> LinearPattern.of(pattern))
        .satisfies(unusable -> {
          assertThat(ReasonWords.ENGLISH.of(unusable.reason())).isNotBlank();
          Chinese.requireNoEnglish(ReasonWords.CHINESE.of(unusable.reason()));
        });
  }

  @Test
  void countsWhatItCompilesTo() throws Unusable {
    assertThat(LinearPattern.of("abc").size()).isLessThan(10);
    assertThat(LinearPattern.of("(ab){100}").size()).isBetween(200, 1_000);
  }

  private static Stream<Long> seeds() {
    return IntStream.range(0, 2_000).mapToObj(i -> 20_261_201L + i);
  }

  /** Neither a crash nor a program that is larger than was counted. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsOrRefusesWhateverIsWritten(long seed) {
    Random random = new Random(seed);
    String[] pieces = {
      "(",
      ")",
      "(?:",
      "(?<n>",
      "[",
      "]",
      "[^",
      "{",
      "}",
      "{2}",
      "{1000}",
      "{3,}",
      "{,3}",
      "*",
      "+",
      "?",
      "|",
      "^",
      "$",
      ".",
      "\\",
      "\\d",
      "\\u4e00",
      "\\u{1F600}",
      "\\p{L}",
      "\\b",
      "-",
      "a",
      "一",
      "(?i)",
      "\\x41",
      "\\Q",
      ","
    };
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(200); i >= 0; i--) {
      pattern.append(pieces[random.nextInt(pieces.length)]);
    }

    Throwable refused =
        catchThrowable(() -> LinearPattern.of(pattern.toString()).isIn("a一b".repeat(50)));

    if (refused != null) {
      assertThat(refused).as(pattern.toString()).isInstanceOf(Unusable.class);
    }
  }
}
