package dev.herald.server.schedule.rule;

import java.time.LocalDate;
import java.time.YearMonth;

/** On which days. */
public sealed interface DayRule {
  boolean includes(LocalDate date, WorkCalendar calendar);

  record Every() implements DayRule {
    @Override
    public boolean includes(LocalDate date, WorkCalendar calendar) {
      return true;
    }
  }

  record Workdays() implements DayRule {
    @Override
    public boolean includes(LocalDate date, WorkCalendar calendar) {
      return calendar.isWorkday(date);
    }
  }

  record RestDays() implements DayRule {
    @Override
    public boolean includes(LocalDate date, WorkCalendar calendar) {
      return !calendar.isWorkday(date);
    }
  }

  /** What becomes of a day of a month that is no workday. */
  enum Otherwise {
    KEEP,
    NEXT,
    PREVIOUS,
    SKIP
  }

  /**
   * A day of each month.
   *
   * @param day from 1, or from the end: -1 is the last; a month that is shorter has its last day
   */
  record OfMonth(int day, Otherwise otherwise) implements DayRule {
    private static final int LONGEST_REST = 31;

    @Override
    public boolean includes(LocalDate date, WorkCalendar calendar) {
      YearMonth month = YearMonth.from(date);
      return isOf(month, date, calendar)
          || (otherwise == Otherwise.NEXT && isOf(month.minusMonths(1), date, calendar))
          || (otherwise == Otherwise.PREVIOUS && isOf(month.plusMonths(1), date, calendar));
    }

    private boolean isOf(YearMonth month, LocalDate date, WorkCalendar calendar) {
      int length = month.lengthOfMonth();
      int wanted = day > 0 ? Math.min(day, length) : Math.max(1, length + 1 + day);
      LocalDate target = month.atDay(wanted);
      if (otherwise == Otherwise.KEEP || calendar.isWorkday(target)) {
        return date.equals(target);
      }
      if (otherwise == Otherwise.SKIP) {
        return false;
      }
      int step = otherwise == Otherwise.NEXT ? 1 : -1;
      for (int i = 0; i < LONGEST_REST && !calendar.isWorkday(target); i++) {
        target = target.plusDays(step);
      }
      return date.equals(target);
    }
  }

  /**
   * A workday of each month.
   *
   * @param number from 1, or from the end: -1 is the last
   */
  record WorkdayOfMonth(int number) implements DayRule {
    @Override
    public boolean includes(LocalDate date, WorkCalendar calendar) {
      if (!calendar.isWorkday(date)) {
        return false;
      }
      YearMonth month = YearMonth.from(date);
      LocalDate from = number > 0 ? month.atDay(1) : date;
      LocalDate to = number > 0 ? date : month.atEndOfMonth();
      long count = from.datesUntil(to.plusDays(1)).filter(calendar::isWorkday).count();
      return count == Math.abs(number);
    }
  }
}
