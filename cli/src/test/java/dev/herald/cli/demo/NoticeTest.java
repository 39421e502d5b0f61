package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoticeTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private final Notice notice = new Notice(7, Company.NORTHWIND, "sms", 3);

  @Test
  void a_notice_goes_to_one_person_by_one_channel_in_the_companys_currency() {
    JsonNode json = notice.json(TODAY, 0);

    assertThat(json.path("tenant").asString()).isEqualTo("northwind");
    assertThat(json.path("to")).hasSize(1);
    assertThat(json.at("/to/0/recipient").asString()).isEqualTo("N20003");
    assertThat(json.path("channels").toString()).isEqualTo("[\"sms\"]");
    assertThat(json.at("/data/currency").asString()).isEqualTo("USD");
    assertThat(json.at("/data/vestedOn").asString()).isEqualTo("2026-12-01");
  }

  @Test
  void it_is_the_same_when_it_is_repeated_and_another_in_the_next_burst() {
    assertThat(notice.json(TODAY, 5)).isEqualTo(notice.json(TODAY, 5));
    assertThat(notice.json(TODAY, 5)).isNotEqualTo(notice.json(TODAY, 6));
  }

  @Test
  void who_gets_several_in_a_burst_gets_different_ones() {
    Notice later = new Notice(7 + 10_000, Company.NORTHWIND, "sms", 3);

    assertThat(later.json(TODAY, Integer.MAX_VALUE).at("/data/shares"))
        .isNotEqualTo(notice.json(TODAY, Integer.MAX_VALUE).at("/data/shares"));
  }
}
