package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TimelineTest {
  @Test
  void each_step_has_its_time_and_its_words() {
    String message =
        """
        {"id": "m1", "node": "grant.vested", "tenant": "hengtong", "recipient": "E20000",
         "channel": "email", "destination": "w***@hengtong.example", "trace": [
          {"at": "2026-12-01T08:00:00.123Z", "kind": "ACCEPTED", "reason": "saved"},
          {"at": "2026-12-01T08:00:00.456Z", "kind": "ATTEMPT", "reason": "451 try again later",
           "nextAt": "2026-12-01T08:00:01.500Z",
           "attempt": {"number": 1, "source": "mail", "outcome": "RETRYABLE", "durationMillis": 12}}]}
        """;

    assertThat(new Timeline(JsonMapper.shared().readTree(message), ZoneOffset.UTC).lines())
        .containsExactly(
            "  m1",
            "  grant.vested to E20000 of hengtong, email w***@hengtong.example",
            "  08:00:00.123  accepted   saved",
            "  08:00:00.456  attempt 1  mail: retryable (12 ms): 451 try again later; next",
            "                           try at 08:00:01.500");
  }

  @Test
  void chinese_takes_two_cells_a_character() {
    assertThat(Cells.width("恒通 Co")).isEqualTo(7);
    assertThat(Cells.padded("恒通", 6)).isEqualTo("恒通  ");
    assertThat(Cells.wrapped("您的股份已归属", 6)).containsExactly("您的股", "份已归", "属");
  }

  @Test
  void words_stay_whole_where_they_can() {
    assertThat(Cells.wrapped("one two three", 8)).containsExactly("one two", "three");
    assertThat(Cells.wrapped("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }
}
