package dev.herald.server.platform.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moments as callers write them: {@code 2027-01-31T09:00:00+08:00}, in a year of four digits. */
public final class Moments {
  private static final int LAST_YEAR = 9_999;

  /** What comes of {@code +08:00} in an address, where a plus is a space. */
  private static final Pattern SPACE_FOR_PLUS = Pattern.compile(".{1,40} \\d{2}(:?\\d{2}){0,2}");

  private Moments() {}

  /**
   * The moment that a parameter of an address says; null when it is not there, or after an error.
   *
   * @param field what it is named in {@code errors}
   */
  public static @Nullable Instant ofQuery(String field, @Nullable String text, FieldErrors errors) {
    if (text != null && SPACE_FOR_PLUS.matcher(text).matches()) {
      errors.add(
          field,
          "has a space where its offset begins: an address has a space for every plain +",
          "the + written as %2B, for example 2027-01-31T09:00:00%2B08:00");
      return null;
    }
    return text == null ? null : parse(field, text, errors);
  }

  /**
   * The moment, or null after an error.
   *
   * @param field what it is named in {@code errors}
   */
  public static @Nullable Instant parse(String field, String text, FieldErrors errors) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException _) {
      // named below
    }
    errors.add(
        field,
        "'%s' is no time".formatted(text),
        "ISO 8601 with an offset and a year up to 9999, for example 2027-01-31T09:00:00+08:00");
    return null;
  }
}
