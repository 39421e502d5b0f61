package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class QuietHoursTest {
  private static final QuietHours NIGHT = new QuietHours("22:00", "08:00");

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-12-01T13:59:59Z, ",
    "Asia/Shanghai, 2026-12-01T14:00:00Z, 2026-12-02T00:00:00Z",
    "Asia/Shanghai, 2026-12-01T23:59:59Z, 2026-12-02T00:00:00Z",
    "Asia/Shanghai, 2026-12-02T00:00:00Z, ",
    "America/New_York, 2026-12-01T14:00:00Z, ",
    "America/New_York, 2026-12-02T03:00:00Z, 2026-12-02T13:00:00Z",
    // Clocks go forward in the night of 2027-03-14, and back in that of 2027-11-07.
    "America/New_York, 2027-03-14T03:30:00Z, 2027-03-14T12:00:00Z",
    "America/New_York, 2027-11-07T02:30:00Z, 2027-11-07T13:00:00Z"
  })
  void theyEndInTheMorningOfWhoeverReceives(String zone, Instant now, Instant end) {
    assertThat(NIGHT.until(now, ZoneId.of(zone)).orElse(null)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "12:00, 14:00, 2026-12-01T03:59:00Z, ",
    "12:00, 14:00, 2026-12-01T05:00:00Z, 2026-12-01T06:00:00Z",
    "12:00, 14:00, 2026-12-01T06:00:00Z, "
  })
  void theyMayBeWithinADay(String from, String to, Instant now, Instant end) {
    assertThat(new QuietHours(from, to).until(now, ZoneId.of("Asia/Shanghai")).orElse(null))
        .isEqualTo(end);
  }

  @Test
  void anEndThatClocksSkipIsWhenTheyDo() {
    assertThat(
            new QuietHours("22:00", "02:30")
                .until(Instant.parse("2027-03-14T06:50:00Z"), ZoneId.of("America/New_York")))
        .contains(Instant.parse("2027-03-14T07:00:00Z"));
  }

  @Test
  void overAYearTheyEndAfterEachMomentAndNothingIsQuietThen() {
    for (String zone : new String[] {"America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"}) {
      for (String to : new String[] {"08:00", "01:30", "02:15"}) {
        QuietHours hours = new QuietHours("22:00", to);
        Instant last = Instant.parse("2028-01-01T00:00:00Z");
        for (Instant now = Instant.parse("2027-01-01T00:00:00Z");
            now.isBefore(last);
            now = now.plus(Duration.ofMinutes(15))) {
          Instant at = now;
          hours
              .until(now, ZoneId.of(zone))
              .ifPresent(end -> {
                assertThat(end).as("%s %s %s", zone, to, at).isAfter(at);
                assertThat(Duration.between(at, end)).isLessThan(Duration.ofHours(12));
              });
        }
      }
    }
  }

  @Test
  void whatIsNoTimeIsNamed() {
    FieldErrors errors = new FieldErrors();
    QuietHours.checked("quietHours", new QuietHours("24:00", "8:00"), errors);
    QuietHours.checked("other", new QuietHours("08:00", "08:00"), errors);

    assertThat(errors.all())
        .extracting(error -> error.field())
        .containsExactly("quietHours.from", "quietHours.to", "other");
  }

  @Test
  void anEndThatIsLeftOutIsAskedFor() {
    FieldErrors errors = new FieldErrors();

    QuietHours.checked(
        "quietHours",
        JsonMapper.shared().readValue("{\"from\": \"22:00\"}", QuietHours.class),
        errors);

    assertThat(errors.all())
        .containsExactly(new FieldError("quietHours.to", new FieldFault.FieldMissing()));
  }
}
