package dev.herald.server.retention;

import dev.herald.server.platform.Ids;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One partition of messages and of what belongs to them: a month or a day of UTC.
 *
 * @param suffix of its tables: {@code 2026_11} or {@code 2026_11_05}
 * @param to the first day after it
 */
record Partition(String suffix, LocalDate from, LocalDate to) {
  private static final Pattern TABLE = Pattern.compile("message_(\\d{4})_(\\d{2})(?:_(\\d{2}))?");

  static Partition of(YearMonth month) {
    return new Partition(
        "%04d_%02d".formatted(month.getYear(), month.getMonthValue()),
        month.atDay(1),
        month.plusMonths(1).atDay(1));
  }

  static Partition of(LocalDate day) {
    return new Partition(
        "%s_%02d".formatted(of(YearMonth.from(day)).suffix, day.getDayOfMonth()),
        day,
        day.plusDays(1));
  }

  /** The one whose messages a table has; empty: none. */
  static Optional<Partition> ofTable(String table) {
    Matcher parts = TABLE.matcher(table);
    if (!parts.matches()) {
      return Optional.empty();
    }
    YearMonth month =
        YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    String day = parts.group(3);
    return Optional.of(day == null ? of(month) : of(month.atDay(Integer.parseInt(day))));
  }

  String table(String parent) {
    return parent + "_" + suffix;
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(to);
  }

  boolean isMonth() {
    return from.plusMonths(1).equals(to);
  }

  /** As people read it: {@code 2026-11} or {@code 2026-11-05}. */
  String label() {
    return suffix.replace('_', '-');
  }

  UUID first() {
    return firstOf(from);
  }

  UUID next() {
    return firstOf(to);
  }

  /** The smallest id that a message of this day can have. */
  static UUID firstOf(LocalDate day) {
    return Ids.first(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
