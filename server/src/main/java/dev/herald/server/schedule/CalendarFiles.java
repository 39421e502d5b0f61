package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.TemplateFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads calendars of files. */
final class CalendarFiles {
  private static final List<String> HOLIDAY = List.of("holiday", "休", "休息", "假", "节假日");
  private static final List<String> WORKDAY = List.of("workday", "班", "上班", "调休", "工作日");

  private CalendarFiles() {}

  /**
   * A calendar of {@code date,kind,name} in each line. The date may be a range, and without a kind
   * it is a holiday; a first line that names the columns is passed over.
   *
   * @param field that holds the text
   * @throws dev.herald.server.platform.problem.RequestProblem.Invalid naming every wrong line
   */
  static CalendarSpec read(String field, String text) {
    FieldErrors errors = new FieldErrors();
    List<String> holidays = new ArrayList<>();
    List<String> workdays = new ArrayList<>();
    Map<LocalDate, Boolean> known = new HashMap<>();
    List<String> lines = text.replace("\uFEFF", "").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells =
          Stream.of(lines.get(i).split("[,;\t]", -1)).map(CalendarFiles::plain).toList();
      String date = cells.getFirst();
      if (date.isEmpty() || (i == 0 && !Character.isDigit(date.charAt(0)))) {
        continue;
      }
      String kind = cells.size() < 2 ? HOLIDAY.getFirst() : cells.get(1).toLowerCase(Locale.ROOT);
      int line = i + 1;
      if (!HOLIDAY.contains(kind) && !WORKDAY.contains(kind)) {
        errors.add(field, new TemplateFault.InLine(line, new FieldFault.ChoiceWrong(kinds())));
      }
      switch (DayRange.ofTable(date)) {
        case DayRange.Read(DayRange range) -> {
          boolean works = WORKDAY.contains(kind);
          (works ? workdays : holidays).add(range.written());
          range
              .days()
              .filter(
                  day -> works != Objects.requireNonNullElse(known.putIfAbsent(day, works), works))
              .findFirst()
              .ifPresent(day ->
                  errors.add(
                      field,
                      new TemplateFault.InLine(
                          line, new SubmissionFault.DayTwice(day.toString()))));
        }
        case DayRange.Wrong(Reason why) -> errors.add(field, new TemplateFault.InLine(line, why));
      }
    }
    if (errors.isEmpty() && holidays.isEmpty() && workdays.isEmpty()) {
      errors.add(field, new FieldFault.FieldMissing());
    }
    errors.throwIfAny();
    return new CalendarSpec(holidays, workdays);
  }

  private static String plain(String cell) {
    return cell.strip().replace("\"", "").strip();
  }

  private static List<String> kinds() {
    return Stream.concat(HOLIDAY.stream(), WORKDAY.stream()).toList();
  }
}
