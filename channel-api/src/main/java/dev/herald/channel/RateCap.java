package dev.herald.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At most this many calls in any sliding window of this length.
 *
 * @param permits at least 1
 * @param window longer than zero
 */
public record RateCap(int permits, Duration window) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}) per (?:(\\d{1,4}) )?(second|minute|hour|day)s?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1));

  public RateCap {
    if (permits < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a rate cap needs a positive count and window");
    }
  }

  /**
   * @param text for example {@code 20 per minute} or {@code 5 per 2 seconds}
   */
  public static RateCap parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no rate cap; write it like '20 per minute' (second, minute, hour, day)"
              .formatted(text));
    }
    int units = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    Duration unit = Objects.requireNonNull(UNITS.get(matcher.group(3)));
    return new RateCap(Integer.parseInt(matcher.group(1)), unit.multipliedBy(units));
  }

  @Override
  public String toString() {
    return UNITS.entrySet().stream()
        .filter(unit -> window.toMillis() % unit.getValue().toMillis() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> written(unit.getKey(), window.dividedBy(unit.getValue())))
        .orElse("%d per %s".formatted(permits, window));
  }

  private String written(String unit, long units) {
    return units == 1
        ? "%d per %s".formatted(permits, unit)
        : "%d per %d %ss".formatted(permits, units, unit);
  }
}
