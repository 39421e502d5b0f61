package dev.herald.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNamesTest {

  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "straße.de, xn--strae-oqa.de",
    "STRASSE.de, strasse.de",
    "faß.example, xn--fa-hia.example",
    "βόλος.gr, xn--nxasmm1c.gr",
    "例子.中国, xn--fsqu00a.xn--fiqs8s",
    "hunt。example, hunt.example",
    "xn--fsqu00a.xn--fiqs8s, xn--fsqu00a.xn--fiqs8s",
    "bücher.example, xn--bcher-kva.example",
    "hu\u00adnt.example, hunt.example",
    "r3---sn.example, r3---sn.example",
    "localhost, localhost"
  })
  void areWhatTheDnsKnowsThemBy(String written, String ascii) {
    assertThat(DomainNames.ascii(written)).isEqualTo(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b.example",
        "a/b.example",
        "exa℀mple.com",
        "xn--a.example",
        "xn--strasse-.de",
        "a\u200db.example",
        "\u0300a.example",
        "אa.example"
      })
  void areRefusedWhenTheDnsCanHaveNone(String written) {
    assertThat(DomainNames.ascii(written)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "例", "ß", "a."})
  void haveABoundedLength(String part) {
    assertThat(DomainNames.ascii(part.repeat(1_000) + ".example")).isNull();
    assertThat(DomainNames.ascii(part.repeat(80) + ".example")).isNull();
  }
}
