package dev.herald.channels.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          Map.of(
              "source", Set.of("token", "secret"),
              "now", Set.of("millis", "seconds"),
              "body", Set.of(),
              "status", Set.of()));
  private static final Scope SCOPE =
      Scope.of(
          Map.of(
              "source", Map.of("token", "t"),
              "now", Map.of("millis", "1767323045000", "seconds", "1767323045"),
              "status", 200L,
              "body",
                  Map.of(
                      "errcode", 0L, "id", 9007199254740993L, "list", List.of(Map.of("c", "Ok")))));

  @Test
  void aValueKeepsItsType() throws ExpressionException {
    assertThat(value("body.id")).isEqualTo(9007199254740993L);
    assertThat(value("body.errcode == 0 && status == 200")).isEqualTo(true);
    assertThat(value("body.list[0].c")).isEqualTo("Ok");
    assertThat(value("int(now.seconds) - 45")).isEqualTo(1767323000L);
  }

  @Test
  void whatIsNotThereIsAbsent() throws ExpressionException {
    assertThat(value("source.secret")).isNull();
    assertThat(value("source.secret + 'x'")).isNull();
    assertThat(value("body.list[7].c")).isNull();
    assertThat(value("body.errcode.deeper")).isNull();
    assertThat(value("has(source.secret) ? now.millis : null")).isNull();
    assertThat(value("body.nothing == 0 || body.errcode == 0")).isEqualTo(true);
  }

  @Test
  void functionsTakeTextForItsUtf8Bytes() throws ExpressionException {
    assertThat(value("hex(sha256('告警'))"))
        .isEqualTo("06730068dc789e198053aaf8562dbd81c9ebf52bd02d0fb0ac7434f4302a7ee7");
    assertThat(value("hex(md5('hello'))")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(value("base64(base64Decode('aGVsbG8='))")).isEqualTo("aGVsbG8=");
    assertThat(value("urlEncode('a b/+=~*')")).isEqualTo("a%20b%2F%2B%3D~%2A");
    assertThat(value("toJson('\"')")).isEqualTo("\"\\\"\"");
  }

  @Test
  void aFaultShowsTheExpressionAndNoValue() throws ExpressionException {
    Expression expression = Expressions.compile("base64Decode(source.token) == b''", VOCABULARY);

    assertThatThrownBy(() -> expression.value(SCOPE))
        .isInstanceOf(ExpressionFault.class)
        .hasMessageContaining("base64Decode(source.token)");
    assertThat(expression.valueIfAny(SCOPE)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          source.tokn          | “source” has no “tokn”; did you mean “token”?
          now.hours            | “now” has no “hours”; write one of millis, seconds
          sourc.token          | “sourc” is not known here; did you mean “source”?
          content.text         | “content” is not known here; write one of body, now, source, status
          has(source.tokn)     | “source” has no “tokn”
          status +             | at character 9
          status == 'x'        | “==” does not take (int, string) (at character 8
          hmacSha256('a', 'b') | make text of them with base64(…) or hex(…)
          body.matches('((a{1000}){1000}){100}') | the pattern of matches becomes too large, with its repeats written out
          matches(body, 'a{2000}') | the pattern of matches repeats more than 1,000 times
          body.list.all(x, x.matches('(?=a)')) | the pattern of matches looks around
          body.matches('[') | the pattern of matches has a [ that is not closed
          body.matches(source.token) | the pattern of matches must be written out, in quotes
          body.matches('a' + source.token) | the pattern of matches must be written out, in quotes
          body.map(a, body.all(b, body.exists(c, body.filter(d, body.map(e, e) == []) == []))) == [] | deeper than 4 levels
          body.map(a, a + a).map(b, b + b).map(c, c + c).map(d, d + d).map(e, e + e) == [] | deeper than 4 levels
          """)
  void aWrongExpressionSaysWhatWouldBeRight(String text, String message) {
    assertThatThrownBy(() -> Expressions.compile(text, VOCABULARY))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPatternWithinBoundsIsMatched() throws ExpressionException {
    assertThat(value("body.list[0].c.matches('^O[a-z]{1,20}$')")).isEqualTo(true);
    assertThat(value("matches(source.token, '(?i)^X')")).isEqualTo(false);
  }

  @Test
  void whatVisitsTooManyElementsFailsInsteadOfTakingLong() throws ExpressionException {
    Scope scope = Scope.of(Map.of("body", Collections.nCopies(100, 1L)));
    Expression few = Expressions.compile("body.all(a, a == 1)", VOCABULARY);
    Expression many =
        Expressions.compile("body.all(a, body.all(b, body.all(c, a == c)))", VOCABULARY);

    assertThat(few.value(scope)).isEqualTo(true);
    assertThatThrownBy(() -> many.value(scope)).isInstanceOf(ExpressionFault.class);
    assertThat(many.valueIfAny(scope)).isNull();
  }

  private static @Nullable Object value(String text) throws ExpressionException {
    return Expressions.compile(text, VOCABULARY).value(SCOPE);
  }
}
