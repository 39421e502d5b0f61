package dev.herald.server.schedule.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A year of fires by the clocks of zones that change them and of such that do not. */
class SlotsTest {
  private static final DayRule EVERY = new DayRule.Every();
  private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
  private static final int DAYS = 365;

  private static Slots cron(String text, String zone) {
    return new Slots(Rule.Cron.of(text, EVERY), ZoneId.of(zone), WorkCalendar.USUAL);
  }

  private static Slots times(DayRule days, WorkCalendar calendar, String... times) {
    Set<LocalTime> of = new TreeSet<>();
    for (String time : times) {
      of.add(LocalTime.parse(time));
    }
    return new Slots(new Rule.Times(new TreeSet<>(of), days), ZoneId.of("Asia/Shanghai"), calendar);
  }

  private static Instant start(ZoneId zone) {
    return FIRST.atStartOfDay(zone).toInstant();
  }

  private static Instant end(ZoneId zone) {
    return FIRST.plusDays(DAYS).atStartOfDay(zone).toInstant();
  }

  /** What a clock that is looked at now and then fires, with hours in which nobody looks. */
  private static List<Instant> year(Slots slots, Missed missed, long seed) {
    Random random = new Random(seed);
    Duration grace = Duration.ofMinutes(1);
    List<Instant> fired = new ArrayList<>();
    Instant now = start(slots.zone()).minusSeconds(1);
    Instant next = slots.next(now);
    while (now.isBefore(end(slots.zone()))) {
      now = now.plusSeconds(random.nextInt(40) == 0 ? random.nextInt(40_000) : 1_200);
      while (next != null && !next.isAfter(now) && next.isBefore(end(slots.zone()))) {
        Instant following = slots.next(next);
        if (missed.fires(next, following, now, grace)) {
          fired.add(next);
        }
        next = following;
      }
    }
    return fired;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Shanghai",
        "Australia/Lord_Howe",
        "UTC"
      })
  void a_time_of_day_fires_once_on_each_day_of_a_year(String zone) {
    ZoneId id = ZoneId.of(zone);
    for (String time :
        List.of("00:00", "01:30", "01:59", "02:00", "02:15", "02:30", "03:00", "23:59")) {
      LocalTime at = LocalTime.parse(time);
      Slots slots = cron("%d %d * * *".formatted(at.getMinute(), at.getHour()), zone);

      List<Instant> fired = year(slots, Missed.ALL, 7);

      List<Instant> expected =
          FIRST
              .datesUntil(FIRST.plusDays(DAYS))
              .map(day -> day.atTime(at).atZone(id).toInstant())
              .toList();
      assertThat(fired).as("%s in %s", time, zone).isEqualTo(expected);
      assertThat(fired.stream().map(slot -> slot.atZone(id).toLocalDate())).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"})
  void what_goes_on_through_all_hours_never_pauses_and_never_comes_twice(String zone) {
    Slots slots = cron("*/10 * * * *", zone);

    List<Instant> fired = year(slots, Missed.ALL, 11);

    assertThat(fired).hasSize(DAYS * 24 * 6);
    for (int i = 1; i < fired.size(); i++) {
      assertThat(Duration.between(fired.get(i - 1), fired.get(i)))
          .isEqualTo(Duration.ofMinutes(10));
    }
  }

  @Test
  void clocks_that_change_move_a_time_and_do_not_double_it() {
    Slots slots = cron("30 2 * * *", "Europe/Berlin");

    assertThat(slots.next(Instant.parse("2027-03-27T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2027-03-28T01:30:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
    assertThat(slots.next(Instant.parse("2027-10-30T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2027-10-31T00:30:00Z"), Instant.parse("2027-11-01T01:30:00Z"));
    assertThat(cron("0 12 * * *", "Pacific/Apia").next(Instant.parse("2011-12-29T00:00:00Z"), 3))
        .as("a day that there was not")
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void missed_times_are_left_made_up_for_by_one_or_all_fired() {
    Slots slots = cron("0 * * * *", "UTC");
    Instant now = Instant.parse("2026-12-01T12:00:30Z");
    Instant old = Instant.parse("2026-12-01T09:00:00Z");
    Instant last = Instant.parse("2026-12-01T12:00:00Z");
    Duration grace = Duration.ofSeconds(10);

    for (Missed missed : Missed.values()) {
      assertThat(missed.fires(old, slots.next(old), now, grace)).isEqualTo(missed == Missed.ALL);
      assertThat(missed.fires(last, slots.next(last), now, grace)).isEqualTo(missed != Missed.SKIP);
      assertThat(missed.fires(last, slots.next(last), now, Duration.ofMinutes(1))).isTrue();
    }
    assertThat(year(slots, Missed.SKIP, 3))
        .isSubsetOf(year(slots, Missed.ALL, 3))
        .hasSizeLessThan(8_760);
  }

  /** National Day of 2026 with the weekend days that are worked for it. */
  private static final WorkCalendar GOLDEN_WEEK =
      new WorkCalendar(
          LocalDate.of(2026, 10, 1)
              .datesUntil(LocalDate.of(2026, 10, 8))
              .collect(Collectors.toSet()),
          Set.of(LocalDate.of(2026, 9, 27), LocalDate.of(2026, 10, 10)));

  private static List<LocalDate> days(Slots slots, LocalDate from, int count) {
    return slots.next(from.atStartOfDay(slots.zone()).toInstant().minusSeconds(1), count).stream()
        .map(slot -> slot.atZone(slots.zone()).toLocalDate())
        .toList();
  }

  @Test
  void workdays_go_by_the_company_s_calendar() {
    Slots workdays = times(new DayRule.Workdays(), GOLDEN_WEEK, "09:00");
    assertThat(days(workdays, LocalDate.of(2026, 9, 26), 8))
        .containsExactly(
            LocalDate.of(2026, 9, 27),
            LocalDate.of(2026, 9, 28),
            LocalDate.of(2026, 9, 29),
            LocalDate.of(2026, 9, 30),
            LocalDate.of(2026, 10, 8),
            LocalDate.of(2026, 10, 9),
            LocalDate.of(2026, 10, 10),
            LocalDate.of(2026, 10, 12));
    Slots cron =
        new Slots(Rule.Cron.of("0 9 * * *", new DayRule.RestDays()), workdays.zone(), GOLDEN_WEEK);
    assertThat(days(cron, LocalDate.of(2026, 10, 7), 2))
        .containsExactly(LocalDate.of(2026, 10, 7), LocalDate.of(2026, 10, 11));
  }

  @Test
  void days_of_a_month_and_its_workdays() {
    Slots last = times(new DayRule.WorkdayOfMonth(-1), GOLDEN_WEEK, "18:00");
    assertThat(days(last, LocalDate.of(2026, 9, 1), 3))
        .containsExactly(
            LocalDate.of(2026, 9, 30), LocalDate.of(2026, 10, 30), LocalDate.of(2026, 11, 30));
    Slots second = times(new DayRule.WorkdayOfMonth(2), GOLDEN_WEEK, "18:00");
    assertThat(days(second, LocalDate.of(2026, 10, 1), 1))
        .containsExactly(LocalDate.of(2026, 10, 9));
    Slots payday =
        times(new DayRule.OfMonth(31, DayRule.Otherwise.PREVIOUS), WorkCalendar.USUAL, "10:00");
    assertThat(days(payday, LocalDate.of(2027, 1, 1), 14))
        .hasSize(14)
        .allSatisfy(day -> assertThat(WorkCalendar.USUAL.isWorkday(day)).isTrue())
        .extracting(YearMonth::from)
        .doesNotHaveDuplicates();
    Slots next = times(new DayRule.OfMonth(1, DayRule.Otherwise.NEXT), GOLDEN_WEEK, "10:00");
    assertThat(days(next, LocalDate.of(2026, 10, 1), 1)).containsExactly(LocalDate.of(2026, 10, 8));
    Slots skipped = times(new DayRule.OfMonth(-1, DayRule.Otherwise.SKIP), GOLDEN_WEEK, "10:00");
    assertThat(days(skipped, LocalDate.of(2026, 10, 1), 3))
        .noneMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY)
        .contains(LocalDate.of(2026, 11, 30));
  }

  @Test
  void a_rule_without_a_time_has_none() {
    assertThat(cron("0 9 30 2 *", "Asia/Shanghai").next(Instant.EPOCH)).isNull();
    assertThat(
            new Slots(
                    Rule.Cron.of("0 9 * * SUN", new DayRule.Workdays()),
                    ZoneId.of("UTC"),
                    WorkCalendar.USUAL)
                .next(Instant.parse("2026-12-01T00:00:00Z")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "60 9 * * *, '{MINUTE=60}'",
    "*/0 24 * * *, '{MINUTE=*/0, HOUR=24}'",
    "0 9 32 13 周一, '{DAY=32, MONTH=13, WEEKDAY=周一}'",
    "0 9 L JAN-MAR MON-FRI, {}",
    "every day, {}"
  })
  void the_wrong_parts_of_a_cron_expression_are_told_apart(String cron, String wrong) {
    assertThat(Rule.Cron.wrongParts(cron)).hasToString(wrong);
  }
}
