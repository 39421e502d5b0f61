package dev.herald.server.schema;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * A moment as RFC 3339 writes it. A leap second is taken for the second before it, and of a
 * fraction nine digits count: clocks have no more.
 */
final class Timestamp {
  private static final Pattern LEAP_SECOND = Pattern.compile("(?<=[Tt]\\d{2}:\\d{2}:)60");
  private static final Pattern BEYOND_NANOSECONDS = Pattern.compile("(?<=\\.\\d{9})\\d+");
  private static final int LONGEST = 100;

  private Timestamp() {}

  /**
   * @throws DateTimeException when it is none
   */
  static OffsetDateTime parse(String written) {
    if (written.length() > LONGEST) {
      throw new DateTimeException("too long");
    }
    String second = LEAP_SECOND.matcher(written).replaceFirst("59");
    return OffsetDateTime.parse(BEYOND_NANOSECONDS.matcher(second).replaceFirst(""));
  }
}
