package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoticeTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private final Notice notice = new Notice(7, Company.NORTHWIND, "sms", 3);

  @Test
  void a_notice_goes_to_one_person_by_one_channel_in_the_companys_currency() {
    JsonNode json = json(notice, 0);

    assertThat(json.path("tenant").asString()).isEqualTo("northwind");
    assertThat(json.path("to")).hasSize(1);
    assertThat(json.at("/to/0/recipient").asString()).isEqualTo("N20003");
    assertThat(json.path("channels").toString()).isEqualTo("[\"sms\"]");
    assertThat(json.at("/to/0/data/currency").asString()).isEqualTo("USD");
    assertThat(json.at("/to/0/data/vestedOn").asString()).isEqualTo("2026-12-01");
  }

  @Test
  void it_is_the_same_when_it_is_repeated_and_another_in_the_next_burst() {
    assertThat(json(notice, 5)).isEqualTo(json(notice, 5));
    assertThat(json(notice, 5)).isNotEqualTo(json(notice, 6));
  }

  @Test
  void who_gets_several_in_a_burst_gets_different_ones() {
    Notice later = new Notice(7 + 10_000, Company.NORTHWIND, "sms", 3);

    assertThat(json(later, Integer.MAX_VALUE).at("/to/0/data/shares"))
        .isNotEqualTo(json(notice, Integer.MAX_VALUE).at("/to/0/data/shares"));
  }

  private static JsonNode json(Notice notice, int run) {
    return Notice.json(List.of(notice), TODAY, run);
  }
}
