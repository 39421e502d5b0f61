package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineStylesTest {
  private static String styled(String css, String body) {
    String html = "<html><head><style>%s</style></head><body>%s</body></html>".formatted(css, body);
    return Jsoup.parse(InlineStyles.in(html)).expectFirst("#x").attr("style");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p { color: red }                               | <p id=x>                             | color: red;
          .a, .b { color: red }                          | <p id=x class=b>                     | color: red;
          p { color: red } #x { color: blue }            | <p id=x>                             | color: blue;
          #x { color: blue } p { color: red }            | <p id=x>                             | color: blue;
          p { color: red } p { color: green }            | <p id=x>                             | color: green;
          p { color: red !important } #x { color: blue } | <p id=x>                             | color: red;
          p { color: red }                               | <p id=x style='color: blue'>         | color: red; color: blue;
          p { color: red !important }                    | <p id=x style='color: blue'>         | color: blue; color: red;
          table td { padding: 0 8px }                    | <table><tr><td id=x></td></tr></table> | padding: 0 8px;
          @media print { p { color: red } }              | <p id=x>                             | ''
          p:hover { color: red }                         | <p id=x>                             | ''
          p { color: red } } rubbish { ;; p { margin: 1px } | <p id=x>                          | color: red;
          """)
  void aRuleStandsInTheElementsThatItIsAbout(String css, String body, String style) {
    assertThat(styled(css, body)).isEqualTo(style);
  }

  @Test
  void theSheetStaysForWhatCanNotBeWrittenIntoElements() {
    String html = "<style>a:hover { color: red } a { color: blue }</style><a href=y>z</a>";

    assertThat(InlineStyles.in(html))
        .contains("a:hover { color: red }")
        .contains("<a href=\"y\" style=\"color: blue;\">z</a>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <p>no sheet</p>
          <style data-embed>p { color: red }</style><p>x</p>
          <style media='print'>p { color: red }</style><p>x</p>
          <style></style><p>x</p>
          """)
  void whatHasNothingToWriteIsLeftAsItIs(String html) {
    assertThat(InlineStyles.in(html)).isEqualTo(html);
  }
}
