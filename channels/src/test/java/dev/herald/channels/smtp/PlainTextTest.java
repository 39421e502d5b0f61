package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <p>a</p><p>b</p>                                      | a~~b
          a<br>b                                                | a~b
          <style>p{}</style><script>x()</script><p>a</p>        | a
          <ul><li>a</li><li>b</li></ul>                         | - a~- b
          <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table> | a b~c
          <a href="https://x.cn/">https://x.cn/</a>             | https://x.cn/
          <a href="https://x.cn/">here</a>                      | here (https://x.cn/)
          <a href="javascript:x()">here</a>                     | here
          <img alt="Herald" src="x.png"> &amp; 你好              | Herald & 你好
          """)
  void htmlBecomesTheLinesThatPeopleRead(String html, String expected) {
    assertThat(PlainText.of(html)).isEqualTo(expected.replace("~", "\n"));
  }
}
