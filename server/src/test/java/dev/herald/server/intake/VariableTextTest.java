package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VariableTextTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void values_of_variables_lose_it_and_nothing_else_does() {
    String submission =
        """
        {"node": "n\\u0000", "data": {"a": "x\\u0000y", "list": [1, "\\u0000z", {"b": "\\u0000"}]},
         "to": [{"email": "a\\u0000@x.example", "data": {"c": "\\u0000\\u0000d"}}]}
        """;

    assertThat(VariableText.withoutNull(JSON.readTree(submission)))
        .isEqualTo(
            JSON.readTree(
                """
                {"node": "n\\u0000", "data": {"a": "xy", "list": [1, "z", {"b": ""}]},
                 "to": [{"email": "a\\u0000@x.example", "data": {"c": "d"}}]}
                """));
  }

  @Test
  void what_is_no_submission_is_left_as_it_is() {
    for (String json :
        new String[] {"[]", "1", "{\"data\": 1, \"to\": 2}", "{\"to\": [null, 3]}"}) {
      assertThat(VariableText.withoutNull(JSON.readTree(json))).isEqualTo(JSON.readTree(json));
    }
  }
}
