package dev.herald.server.platform;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 90s}, {@code 1h30m}, {@code 7d}. */
public final class Durations {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d{1,30})d)?(?:(\\d{1,30})h)?(?:(\\d{1,30})m)?(?:(\\d{1,30})s)?(?:(\\d{1,30})ms)?");
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** More digits are too long in any unit. */
  private static final int MOST_DIGITS = 12;

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          new Unit("ms", Duration.ofMillis(1)));

  /** A duration that is longer than any that is taken. */
  public static final class TooLong extends IllegalArgumentException {
    private TooLong(String text) {
      super("'%s' is longer than %d days".formatted(text, LONGEST.toDays()));
    }
  }

  private record Unit(String suffix, Duration length) {}

  private Durations() {}

  /**
   * @param text numbers with units, largest unit first: {@code d}, {@code h}, {@code m}, {@code s},
   *     {@code ms}; a hundred years at most
   * @throws TooLong when it is longer
   * @throws IllegalArgumentException when it is no duration; the message says how to write one
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (text.isBlank() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no duration; write it like 90s, 15m, 24h or 7d".formatted(text));
    }
    Duration sum = Duration.ZERO;
    for (int i = 0; i < UNITS.size(); i++) {
      String count = matcher.group(i + 1);
      if (count != null) {
        if (count.length() > MOST_DIGITS) {
          throw new TooLong(text);
        }
        sum = sum.plus(UNITS.get(i).length().multipliedBy(Long.parseLong(count)));
      }
    }
    if (sum.compareTo(LONGEST) > 0) {
      throw new TooLong(text);
    }
    return sum;
  }

  /** The shortest text with one unit that {@link #parse} reads back; under 1 ms is dropped. */
  public static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    long millis = duration.toMillis();
    return UNITS.stream()
        .filter(unit -> millis % unit.length().toMillis() == 0)
        .findFirst()
        .map(unit -> millis / unit.length().toMillis() + unit.suffix())
        .orElseThrow();
  }
}
