package dev.herald.server.schedule.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which days are workdays: Monday to Friday but for holidays, and the weekend days that are worked
 * in their place (调休).
 */
public record WorkCalendar(Set<LocalDate> holidays, Set<LocalDate> workdays) {
  /** Of a company that uploaded none. */
  public static final WorkCalendar USUAL = new WorkCalendar(Set.of(), Set.of());

  public WorkCalendar {
    holidays = Set.copyOf(holidays);
    workdays = Set.copyOf(workdays);
  }

  public boolean isWorkday(LocalDate date) {
    if (workdays.contains(date)) {
      return true;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !holidays.contains(date);
  }
}
