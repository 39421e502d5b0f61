package dev.herald.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Pace BY_DAY = new Pace(1, LocalTime.of(9, 0), LocalTime.of(18, 0), SHANGHAI);
  private static final Pace BY_NIGHT =
      new Pace(1, LocalTime.of(22, 0), LocalTime.of(6, 0), SHANGHAI);

  private static Instant at(String there) {
    return java.time.LocalDateTime.parse(there).atZone(SHANGHAI).toInstant();
  }

  @Test
  void within_its_hours_it_sends_at_once() {
    for (String time : new String[] {"2026-11-20T09:00", "2026-11-20T17:59:59"}) {
      assertThat(BY_DAY.opens(at(time))).isEqualTo(at(time));
    }
    for (String time : new String[] {"2026-11-20T22:00", "2026-11-20T05:59"}) {
      assertThat(BY_NIGHT.opens(at(time))).isEqualTo(at(time));
    }
    Pace always = new Pace(1, null, null, SHANGHAI);
    assertThat(always.opens(at("2026-11-20T03:00"))).isEqualTo(at("2026-11-20T03:00"));
  }

  @Test
  void outside_of_them_it_waits_for_their_begin() {
    assertThat(BY_DAY.opens(at("2026-11-20T08:59"))).isEqualTo(at("2026-11-20T09:00"));
    assertThat(BY_DAY.opens(at("2026-11-20T18:00"))).isEqualTo(at("2026-11-21T09:00"));
    assertThat(BY_NIGHT.opens(at("2026-11-20T06:00"))).isEqualTo(at("2026-11-20T22:00"));
  }

  @Test
  void hours_that_begin_in_the_hour_that_is_skipped_begin_behind_it() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Pace pace = new Pace(1, LocalTime.of(2, 30), LocalTime.of(5, 0), berlin);

    assertThat(pace.opens(Instant.parse("2026-03-29T00:10:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }
}
