package dev.herald.server.platform.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Moments as callers write them: {@code 2027-01-31T09:00:00+08:00}, in a year of four digits. */
public final class Moments {
  private static final int LAST_YEAR = 9_999;

  private Moments() {}

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
