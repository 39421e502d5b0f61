package dev.herald.server.schedule.rule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** At which times of a wall clock. */
public sealed interface Rule {
  /** Further ahead is not looked: a rule without a time until then has none. */
  int FURTHEST_DAYS = 366 * 5;

  /** The first after this; null: there is none. */
  @Nullable LocalDateTime next(LocalDateTime after, WorkCalendar calendar);

  /** Whether it goes on through all hours, so that an hour that comes twice counts twice. */
  boolean isOfEveryHour();

  /**
   * A cron expression of five fields.
   *
   * @param days a condition besides
   */
  record Cron(CronExpression expression, boolean isOfEveryHour, DayRule days) implements Rule {
    /**
     * @param text minute, hour, day of month, month, day of week; both kinds of day must fit
     * @throws IllegalArgumentException when it is none
     */
    public static Cron of(String text, DayRule days) {
      String[] fields = text.strip().split("\\s+");
      if (fields.length != 5) {
        throw new IllegalArgumentException("has %d fields".formatted(fields.length));
      }
      return new Cron(
          CronExpression.parse("0 " + String.join(" ", fields)), fields[1].equals("*"), days);
    }

    /** The parts of an expression, in their order. */
    public enum Part {
      MINUTE,
      HOUR,
      DAY,
      MONTH,
      WEEKDAY
    }

    /** The parts that are wrong by themselves; empty too when there are not five of them. */
    public static Map<Part, String> wrongParts(String text) {
      Map<Part, String> wrong = new EnumMap<>(Part.class);
      String[] fields = text.strip().split("\\s+");
      if (fields.length != Part.values().length) {
        return wrong;
      }
      for (Part part : Part.values()) {
        String[] alone = {"0", "*", "*", "*", "*", "*"};
        alone[part.ordinal() + 1] = fields[part.ordinal()];
        if (!CronExpression.isValidExpression(String.join(" ", alone))) {
          wrong.put(part, fields[part.ordinal()]);
        }
      }
      return wrong;
    }

    @Override
    public @Nullable LocalDateTime next(LocalDateTime after, WorkCalendar calendar) {
      LocalDate last = after.toLocalDate().plusDays(FURTHEST_DAYS);
      LocalDateTime found = expression.next(after);
      while (found != null && !days.includes(found.toLocalDate(), calendar)) {
        LocalDate day = found.toLocalDate();
        if (day.isAfter(last)) {
          return null;
        }
        found = expression.next(day.atTime(LocalTime.MAX));
      }
      return found;
    }
  }

  /** Some times of some days. */
  record Times(SortedSet<LocalTime> times, DayRule days) implements Rule {
    public Times {
      times = new TreeSet<>(times);
    }

    @Override
    public @Nullable LocalDateTime next(LocalDateTime after, WorkCalendar calendar) {
      LocalDate day = after.toLocalDate();
      for (int i = 0; i < FURTHEST_DAYS; i++) {
        LocalDate date = day.plusDays(i);
        if (days.includes(date, calendar)) {
          for (LocalTime time : times) {
            if (date.atTime(time).isAfter(after)) {
              return date.atTime(time);
            }
          }
        }
      }
      return null;
    }

    @Override
    public boolean isOfEveryHour() {
      return false;
    }
  }
}
