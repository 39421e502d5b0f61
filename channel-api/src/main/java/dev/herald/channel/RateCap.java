package dev.herald.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At most this many calls or messages in any sliding window of this length.
 *
 * @param permits at least 1
 * @param window longer than zero
 * @param unit what the provider counts
 */
public record RateCap(int permits, Duration window, Unit unit) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{1,9})(?: (calls|messages))? per (?:(\\d{1,4}) )?(second|minute|hour|day)s?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1));

  /** It makes a difference where one call takes several messages. */
  public enum Unit {
    CALLS,
    MESSAGES
  }

  public RateCap {
    if (permits < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a rate cap needs a positive count and window");
    }
  }

  /** Of calls. */
  public RateCap(int permits, Duration window) {
    this(permits, window, Unit.CALLS);
  }

  /**
   * @param text for example {@code 20 per minute}, {@code 5 per 2 seconds} or {@code 5000 messages
   *     per minute}
   */
  public static RateCap parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no rate cap; write it like '20 per minute' (second, minute, hour, day)"
              .formatted(text));
    }
    int units = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    Duration length = Objects.requireNonNull(UNITS.get(matcher.group(4)));
    return new RateCap(
        Integer.parseInt(matcher.group(1)),
        length.multipliedBy(units),
        "messages".equals(matcher.group(2)) ? Unit.MESSAGES : Unit.CALLS);
  }

  @Override
  public String toString() {
    return UNITS.entrySet().stream()
        .filter(length -> window.toMillis() % length.getValue().toMillis() == 0)
        .max(Map.Entry.comparingByValue())
        .map(length -> written(length.getKey(), window.dividedBy(length.getValue())))
        .orElse("%s per %s".formatted(counted(), window));
  }

  private String written(String length, long lengths) {
    return lengths == 1
        ? "%s per %s".formatted(counted(), length)
        : "%s per %d %ss".formatted(counted(), lengths, length);
  }

  private String counted() {
    return switch (unit) {
      case CALLS -> Integer.toString(permits);
      case MESSAGES -> permits + " messages";
    };
  }
}
