package dev.herald.channels.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class YamlTreeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "off",
        "yes",
        "no",
        "NO",
        "y",
        "n",
        "True",
        "TRUE",
        "Null",
        "2026-12-01",
        "12:30:45",
        "2026-12-01T00:00:00Z",
        "0123456",
        "00001",
        "1_000",
        "0x1F",
        "0o17",
        "0b11",
        "-0",
        "-0.0",
        "+8613800138000",
        "013800138000",
        "+852 9123 4567",
        "1.2.3",
        ".inf",
        "-.INF",
        ".nan",
        "1,5"
      })
  void textsWithoutQuotesAreWhatIsWritten(String written) throws UnreadableYaml {
    JsonNode value = YamlTree.read("a: " + written).path("a");

    assertThat(value.isString()).as(value.toString()).isTrue();
    assertThat(value.stringValue()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "587",
        "13800138000",
        "123456789",
        "1234567890",
        "12345678901234567890",
        "1.10",
        "1.0",
        "0.0000001",
        "-1.5",
        "3.141592653589793238462643383279"
      })
  void numbersKeepTheirDigits(String written) throws UnreadableYaml {
    JsonNode value = YamlTree.read("{a: %s}".formatted(written)).path("a");

    assertThat(value.isNumber()).isTrue();
    assertThat(value.decimalValue().toPlainString()).isEqualTo(written);
    assertThat(value.decimalValue()).isEqualTo(new BigDecimal(written));
  }

  @Test
  void theFewWordsOfJsonAreThemselves() throws UnreadableYaml {
    assertThat(YamlTree.read("[true, false, null, ~, 'true', \"null\", !!str 5, '']"))
        .hasToString("[true,false,null,null,\"true\",\"null\",\"5\",\"\"]");
    assertThat(YamlTree.read("a:\nb: |\n  1e10\n")).hasToString("{\"a\":null,\"b\":\"1e10\\n\"}");
    assertThat(YamlTree.read("\ufeffa: 1\r\nno: 2\r\n")).hasToString("{\"a\":1,\"no\":2}");
    assertThat(YamlTree.read("# nothing\n").isMissingNode()).isTrue();
    assertThat(YamlTree.read("{\"a\": [1, {\"b\": \"\\ud83d\\ude00\"}]}"))
        .hasToString("{\"a\":[1,{\"b\":\"😀\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: 1;b: 2;a: 3                | line 3, column 1: “a” is there twice
          x:;  {a: 1, b: {c: 1, c: 2}}  | line 2, column 20: “c” is there twice
          a: &x 1;b: *x                 | line 1, column 4: the anchor &x is not read
          password: &secret             | line 1, column 11: the anchor &secret is not read
          a: 1;b: *x                    | line 2, column 4: the alias *x is not read
          a: 1;<<: {b: 2}               | line 2, column 1: the merge key << is not read
          a: !!int 5                    | line 1, column 4: the tag tag:yaml.org,2002:int is not read
          a: !secret                    | line 1, column 4: the tag !secret is not read
          a: 1;---;b: 2                 | line 2, column 1: a second document begins
          [a]: 1                        | line 1, column 1: a name is a text
          a:;- 1e10                     | line 2, column 3: 1e10 is a number to some
          a: 1E3                        | line 1, column 4: 1E3 is a number to some
          a: -2.5e-3                    | line 1, column 4: -2.5e-3 is a number to some
          a: .5                         | line 1, column 4: .5 is a number to some
          a: 5.                         | line 1, column 4: 5. is a number to some
          a: {b                         | line 1
          a: "\\0"                      | line 1, column 4: has U+0000
          a: "\\ud83d"                  | line 1
          ;"\\udc00": 1                 | line 2
          """)
  void whatWouldBeLostOrChangedIsRefusedWithItsLine(String yaml, String message) {
    assertThatExceptionOfType(UnreadableYaml.class)
        .isThrownBy(() -> YamlTree.read(yaml.replace(';', '\n')))
        .withMessageStartingWith(message);
  }

  @Test
  void depthIsBounded() {
    assertThatExceptionOfType(UnreadableYaml.class)
        .isThrownBy(() -> YamlTree.read("[".repeat(50_000) + "]".repeat(50_000)))
        .withMessageContaining("nested deeper");
  }
}
