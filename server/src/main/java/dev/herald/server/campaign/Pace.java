package dev.herald.server.campaign;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How fast and when a campaign sends.
 *
 * @param perSecond rows, at most
 * @param from with {@code until}, the hours of a day within which it sends; null: at any time
 * @param until may be before {@code from}: then the hours go over midnight
 */
record Pace(int perSecond, @Nullable LocalTime from, @Nullable LocalTime until, ZoneId zone) {
  static final int USUAL = 100;
  static final int HIGHEST = 2_000;

  /** When it may send next: now, or when the hours begin. */
  Instant opens(Instant now) {
    LocalTime begins = from;
    LocalTime ends = until;
    if (begins == null || ends == null) {
      return now;
    }
    ZonedDateTime there = now.atZone(zone);
    if (isWithin(there.toLocalTime(), begins, ends)) {
      return now;
    }
    ZonedDateTime today = there.with(begins);
    return (today.toInstant().isAfter(now) ? today : there.plusDays(1).with(begins)).toInstant();
  }

  private static boolean isWithin(LocalTime time, LocalTime from, LocalTime until) {
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(until);
    return from.isBefore(until) ? begun && !over : begun || !over;
  }
}
