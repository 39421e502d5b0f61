package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.reason.SubmissionFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Days that a calendar names. */
record DayRange(LocalDate first, LocalDate last) {
  static final int LONGEST = 366;

  private static final String DATE = "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})";
  private static final Pattern OF_A_TABLE = Pattern.compile(DATE + "(?:/" + DATE + ")?");

  /** What a text was read as. */
  sealed interface Outcome {}

  record Read(DayRange range) implements Outcome {}

  record Wrong(Reason why) implements Outcome {}

  /**
   * @param text a date like {@code 2026-10-01}, or the first and the last with a slash between
   */
  static Outcome of(String text) {
    String[] ends = text.strip().split("/", 2);
    try {
      LocalDate first = LocalDate.parse(ends[0]);
      return between(first, ends.length == 2 ? LocalDate.parse(ends[1]) : first, text);
    } catch (DateTimeException _) {
      return new Wrong(new SubmissionFault.DateInvalid(text));
    }
  }

  /**
   * @param text also as table programs write dates: {@code 2026/1/5}
   */
  static Outcome ofTable(String text) {
    Matcher parts = OF_A_TABLE.matcher(text.strip());
    if (!parts.matches()) {
      return new Wrong(new SubmissionFault.DateInvalid(text));
    }
    try {
      LocalDate first = date(parts, 1);
      return between(first, parts.group(4) == null ? first : date(parts, 4), text);
    } catch (DateTimeException _) {
      return new Wrong(new SubmissionFault.DateInvalid(text));
    }
  }

  private static LocalDate date(Matcher parts, int from) {
    return LocalDate.of(
        Integer.parseInt(parts.group(from)),
        Integer.parseInt(parts.group(from + 1)),
        Integer.parseInt(parts.group(from + 2)));
  }

  private static Outcome between(LocalDate first, LocalDate last, String text) {
    if (last.isBefore(first)) {
      return new Wrong(new SubmissionFault.DaysReversed(text));
    }
    return last.isBefore(first.plusDays(LONGEST))
        ? new Read(new DayRange(first, last))
        : new Wrong(new SubmissionFault.DaysTooMany(text, LONGEST));
  }

  Stream<LocalDate> days() {
    return first.datesUntil(last.plusDays(1));
  }

  /** As a calendar keeps it. */
  String written() {
    return first.equals(last) ? first.toString() : first + "/" + last;
  }
}
