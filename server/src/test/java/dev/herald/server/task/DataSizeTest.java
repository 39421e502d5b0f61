package dev.herald.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataSizeTest {
  private final JsonMapper json = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 1",
        "{\"name\": \"张三\", \"shares\": 12000} | 3",
        "{\"lines\": [{\"sum\": 1.50, \"paid\": true}, {\"sum\": null}], \"note\": \"\"} | 8"
      })
  void is_near_the_length_of_the_json_and_counts_every_value(String text, long values) {
    JsonNode data = json.readTree(text);

    DataSize size = DataSize.of(data);

    assertThat(size.values()).isEqualTo(values);
    assertThat(size.characters())
        .isBetween((long) data.toString().length(), data.toString().length() + 5L);
  }

  @Test
  void most_messages_are_one_piece_and_large_ones_several() {
    assertThat(pieces("{\"name\": \"Li\", \"shares\": 5, \"at\": \"2027-01-31\"}")).isEqualTo(1);
    assertThat(pieces("{\"text\": \"%s\"}".formatted("x".repeat(60_000)))).isEqualTo(8);
    assertThat(pieces("[%s]".formatted("{},".repeat(3_999) + "{}"))).isEqualTo(33);
  }

  private int pieces(String text) {
    return DataSize.of(json.readTree(text)).pieces();
  }
}
