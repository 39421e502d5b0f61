package dev.herald.server.template.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;
          " onload="x               | &quot; onload=&quot;x
          it's & so                 | it&#39;s &amp; so
          """)
  void keepsHtmlText(String value, String expected) {
    assertThat(escaped(Escape.HTML, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <@all>                     | ＜@all＞
          <at id=all></at>           | ＜at id=all＞＜/at＞
          [click](http://evil.cn)    | ［click］(http://evil.cn)
          ![x](http://evil.cn/a.png) | !［x］(http://evil.cn/a.png)
          **paid** ~~no~~ `code`     | ＊＊paid＊＊ ～～no～～ ｀code｀
          _due_ now                  | ＿due＿ now
          zhang_san_02               | zhang_san_02
          # Heading                  | ＃ Heading
          - item                     | － item
          -5                         | -5
          1. first                   | 1． first
          12) twelfth                | 12） twelfth
          3.14 is pi                 | 3.14 is pi
          ===                        | ＝==
          end\\                      | end＼
          li@example.com 100%        | li@example.com 100%
          """)
  void keepsMarkdownText(String value, String expected) {
    assertThat(escaped(Escape.MARKDOWN, value)).isEqualTo(expected);
  }

  @Test
  void leavesANumberInsideOfALineAsItIs() {
    StringBuilder out = new StringBuilder("Due on ");
    Escape.MARKDOWN.append("1. Mai", out);
    assertThat(out).hasToString("Due on 1. Mai");

    StringBuilder quoted = new StringBuilder("Due:\n> ");
    Escape.MARKDOWN.append("1. Mai", quoted);
    assertThat(quoted).hasToString("Due:\n> 1． Mai");
  }

  @Test
  void keepsAMarkdownValueOnItsLine() {
    assertThat(escaped(Escape.MARKDOWN, "Li\n# Paid | x\r\n> x\u2028y"))
        .isEqualTo("Li # Paid ｜ x  ＞ x y");
  }

  @Test
  void keepsAMarkdownLinkInItsBrackets() {
    assertThat(escaped(Escape.MARKDOWN.forLink(), "https://a.cn/x_y?q=1&r=(2)#张"))
        .isEqualTo("https://a.cn/x_y?q=1&r=%282%29#%E5%BC%A0");
    assertThat(escaped(Escape.MARKDOWN.forLink(), "https://a.cn/) [x](http://evil"))
        .isEqualTo("https://a.cn/%29%20%5Bx%5D%28http://evil");
  }

  @Test
  void keepsALineOneLine() {
    assertThat(escaped(Escape.LINE, "Hi\r\nBcc: all@example.com\u0000\u0085\u2029!"))
        .isEqualTo("Hi  Bcc: all@example.com   !");
  }

  @Test
  void keepsTextPlainAndCheapToSend() {
    assertThat(escaped(Escape.TEXT, "<b>\n9:05\u202fAM\u00a05\u0000\u001b[1m"))
        .isEqualTo("<b>\n9:05 AM 5[1m");
  }

  private static String escaped(Escape escape, String value) {
    StringBuilder out = new StringBuilder();
    escape.append(value, out);
    return out.toString();
  }
}
