package dev.herald.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTimeTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW =
      LocalDateTime.parse("2026-12-02T10:00").atZone(SHANGHAI).toInstant();

  @ParameterizedTest
  @CsvSource({
    "昨晚9点, 2026-12-01T20:30, 2026-12-01T21:30",
    "昨晚九点半, 2026-12-01T21:20, 2026-12-01T21:40",
    "昨天晚上9点, 2026-12-01T20:30, 2026-12-01T21:30",
    "昨天下午3点15分, 2026-12-01T15:05, 2026-12-01T15:25",
    "今早8点, 2026-12-02T07:30, 2026-12-02T08:30",
    "前天, 2026-11-30T00:00, 2026-12-01T00:00",
    "昨晚, 2026-12-01T18:00, 2026-12-02T00:00",
    "昨晚12点, 2026-12-01T23:30, 2026-12-02T00:30",
    "11月20日 21:05, 2026-11-20T20:55, 2026-11-20T21:15",
    "12月5号, 2025-12-05T00:00, 2025-12-06T00:00",
    "yesterday 9 pm, 2026-12-01T20:30, 2026-12-01T21:30",
    "yesterday at 9:15 pm, 2026-12-01T21:05, 2026-12-01T21:25",
    "Last night 11, 2026-12-01T22:30, 2026-12-01T23:30",
    "this morning, 2026-12-02T06:00, 2026-12-02T12:00",
    "today 12 am, 2026-12-01T23:30, 2026-12-02T00:30",
    "today 08:00, 2026-12-02T07:30, 2026-12-02T08:30",
    "2 hours ago, 2026-12-02T07:30, 2026-12-02T08:30",
    "20分钟前, 2026-12-02T09:30, 2026-12-02T09:50"
  })
  void a_time_is_read_as_people_say_it(String said, String from, String to) {
    SpokenTime time = SpokenTime.in(said, NOW, SHANGHAI).orElseThrow();

    assertThat(time.from().atZone(SHANGHAI).toLocalDateTime()).isEqualTo(LocalDateTime.parse(from));
    assertThat(time.to().atZone(SHANGHAI).toLocalDateTime()).isEqualTo(LocalDateTime.parse(to));
    assertThat(time.rest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "昨晚9点 13800138000, 13800138000",
    "138 0013 8000 昨晚9点, 138 0013 8000",
    "E1001 yesterday 9 pm, E1001",
    "yesterday 13800138000, 13800138000"
  })
  void what_stands_beside_it_is_left_whole(String said, String rest) {
    assertThat(SpokenTime.in(said, NOW, SHANGHAI).orElseThrow().rest()).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13800138000", "GR-2026/17", "E1001", "9点", "13月40日", "yesterday 25:99"})
  void other_texts_name_no_time(String text) {
    assertThat(SpokenTime.in(text, NOW, SHANGHAI).filter(time -> time.rest().isEmpty())).isEmpty();
  }

  @Test
  void an_hour_is_meant_roughly_and_a_minute_closely() {
    SpokenTime hour = SpokenTime.in("昨天21点", NOW, SHANGHAI).orElseThrow();
    SpokenTime minute = SpokenTime.in("昨天21:07", NOW, SHANGHAI).orElseThrow();

    assertThat(Duration.between(hour.from(), hour.to())).isEqualTo(Duration.ofHours(1));
    assertThat(Duration.between(minute.from(), minute.to())).isEqualTo(Duration.ofMinutes(20));
  }
}
