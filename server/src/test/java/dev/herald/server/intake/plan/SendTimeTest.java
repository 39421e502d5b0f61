package dev.herald.server.intake.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SendTimeTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private static Instant moment(String at, Instant now) {
    FieldErrors errors = new FieldErrors();
    SendTime time = SendTime.read(JSON.readTree(at), errors);
    assertThat(errors.isEmpty()).as(at).isTrue();
    assertThat(time).isNotNull();
    return time.in(SHANGHAI, BERLIN, now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "2026-12-24T09:00:00+08:00"                                          | 2026-12-24T01:00:00Z
          {"time": "09:00"}                                                    | 2026-12-02T01:00:00Z
          {"time": "21:00", "zone": "recipient"}                               | 2026-12-01T13:00:00Z
          {"time": "13:30", "zone": "tenant"}                                  | 2026-12-01T12:30:00Z
          {"time": "13:00", "zone": "tenant"}                                  | 2026-12-02T12:00:00Z
          {"time": "09:00", "zone": "America/New_York"}                        | 2026-12-01T14:00:00Z
          {"time": "09:00:30", "date": "2026-12-24", "zone": "tenant"}         | 2026-12-24T08:00:30Z
          {"time": "02:30", "date": "2027-03-28", "zone": "Europe/Berlin"}     | 2027-03-28T01:30:00Z
          {"time": "02:30", "date": "2027-10-31", "zone": "Europe/Berlin"}     | 2027-10-31T00:30:00Z
          """,
      quoteCharacter = '`')
  void a_time_is_of_whose_clock_it_says(String at, Instant expected) {
    assertThat(moment(at, NOON)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                                          | at
          "tomorrow"                                 | at
          {"time": "9 o'clock"}                      | at.time
          {"time": "25:00"}                          | at.time
          {"zone": "recipient"}                      | at.time
          {"time": "09:00", "date": "24.12."}        | at.date
          {"time": "09:00", "zone": "Mars/Olympus"}  | at.zone
          {"time": "09:00", "tz": "recipient"}       | at.tz
          """,
      quoteCharacter = '`')
  void what_is_no_time_is_named(String at, String field) {
    FieldErrors errors = new FieldErrors();
    assertThat(SendTime.read(JSON.readTree(at), errors)).isNull();
    assertThat(errors.all()).singleElement().extracting("field").isEqualTo(field);
  }

  @Test
  void without_a_time_it_is_at_once() {
    assertThat(SendTime.read(JSON.readTree("null"), new FieldErrors())).isNull();
  }

  @Test
  void a_time_that_is_left_out_is_asked_for() {
    FieldErrors errors = new FieldErrors();

    SendTime.read(JSON.readTree("{}"), errors);

    assertThat(errors.all())
        .containsExactly(new FieldError("at.time", new FieldFault.FieldMissing()));
  }
}
